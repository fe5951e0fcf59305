package io.aiopool.codec;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers of the JDK's HTTP client, which find names whatever their case. In a class
 * of its own, as the module {@code java.net.http} may be missing. Thread-safe.
 */
final class HeadersCodec extends TypeCodec {

	HeadersCodec() {
		super(Identity.EARLY);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Map<String, List<String>> headers = ((HttpHeaders) value).map();
		out.writeCount(headers.size());
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			out.writeString(header.getKey());
			out.writeCount(header.getValue().size());
			for (String text : header.getValue()) {
				out.writeString(text);
			}
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		int count = in.readCount();
		in.charge(Footprint.ofElements(Tags.HTTP_HEADERS, count));
		for (int i = count; i > 0; i--) {
			String name = in.requireString();
			List<String> texts = new ArrayList<>();
			for (int j = in.readCount(); j > 0; j--) {
				in.charge(Footprint.TEXT);
				texts.add(in.requireString());
			}
			headers.put(name, texts);
		}
		try {
			return HttpHeaders.of(headers, (name, text) -> true);
		}
		catch (IllegalArgumentException ex) {
			throw PayloadException.corrupt("a header has no name, or has it twice");
		}
	}

}
