package io.aiopool.codec;

import java.io.IOException;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

/**
 * Time zones: the name and the offset, where both sides make the same of them. A zone
 * that was renamed, or whose offset was changed, travels with its transitions, as
 * serialization writes them. Stateless.
 */
final class TimeZones {

	private TimeZones() {
	}

	static void write(ObjectEncoder out, TimeZone zone) throws PayloadException {
		boolean known = named(zone.getID(), zone.getRawOffset()).equals(zone);
		out.writeBoolean(known);
		if (known) {
			out.writeString(zone.getID());
			out.writeInt(zone.getRawOffset());
			return;
		}
		try {
			SerializedOutput.Result result = SerializedOutput.serialize(zone, out.types().settings().maxBytes(), null);
			out.writeUnsigned(result.length());
			out.writeBytes(result.bytes(), 0, result.length());
		}
		catch (IOException | RuntimeException ex) {
			throw PayloadException.userCode(zone.getClass(), "Serialization", ex);
		}
	}

	static TimeZone read(ObjectDecoder in) throws PayloadException {
		if (in.readBoolean()) {
			return named(in.requireString(), in.readInt());
		}
		byte[] bytes = in.readBytes(in.readLength());
		try (SerializedInput input = new SerializedInput(bytes, in, new @Nullable Object[0])) {
			return (TimeZone) input.readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			throw new PayloadException(PayloadException.Kind.CORRUPT,
					"Malformed payload: no such time zone: " + PayloadException.describe(ex), null, ex);
		}
	}

	private static TimeZone named(String name, int offset) {
		TimeZone zone = TimeZone.getTimeZone(name);
		if (zone.getRawOffset() != offset) {
			zone.setRawOffset(offset);
		}
		return zone;
	}

}
