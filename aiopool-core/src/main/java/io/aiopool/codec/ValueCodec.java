package io.aiopool.codec;

import java.io.File;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Values of the JDK that are equal when their text or number is. Thread-safe.
 */
final class ValueCodec extends TypeCodec {

	/** Deeper nesting could exhaust the stack while the pattern is compiled. */
	private static final int MAX_PATTERN_DEPTH = 200;

	/** Surrogates count, as those beyond the first plane may be marks too. */
	private static final int MAX_PATTERN_MARKS = 4;

	private final int tag;

	ValueCodec(int tag) {
		super(Identity.NONE);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.BIG_INTEGER -> writeByteArray(out, ((BigInteger) value).toByteArray());
			case Tags.BIG_DECIMAL -> {
				out.writeInt(((BigDecimal) value).scale());
				writeByteArray(out, ((BigDecimal) value).unscaledValue().toByteArray());
			}
			case Tags.UUID -> {
				out.writeFixedLong(((UUID) value).getMostSignificantBits());
				out.writeFixedLong(((UUID) value).getLeastSignificantBits());
			}
			case Tags.LOCALE -> writeLocale(out, (Locale) value);
			case Tags.CURRENCY -> out.writeString(((Currency) value).getCurrencyCode());
			case Tags.PATTERN -> {
				out.writeInt(PatternFlags.FIELD.getInt(value));
				out.writeString(((Pattern) value).pattern());
			}
			case Tags.CHARSET -> out.writeString(((Charset) value).name());
			case Tags.CLASS -> writeClass(out, (Class<?>) value);
			case Tags.URL -> writeUrl(out, (URL) value);
			case Tags.STACK_FRAME -> StackFrames.write(out, (StackTraceElement) value);
			case Tags.INET_ADDRESS, Tags.SOCKET_ADDRESS -> Addresses.write(out, value);
			case Tags.OPTIONAL_INT -> writeOptional(out, (OptionalInt) value);
			case Tags.OPTIONAL_LONG -> writeOptional(out, (OptionalLong) value);
			case Tags.OPTIONAL_DOUBLE -> writeOptional(out, (OptionalDouble) value);
			case Tags.TIME_ZONE -> TimeZones.write(out, (TimeZone) value);
			default -> out.writeString(value.toString());
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		try {
			return readValue(in);
		}
		catch (RuntimeException | MalformedURLException ex) {
			throw new PayloadException(PayloadException.Kind.CORRUPT,
					"Malformed payload: no such value: " + PayloadException.describe(ex), null, ex);
		}
	}

	private Object readValue(ObjectDecoder in) throws PayloadException, MalformedURLException {
		return switch (this.tag) {
			case Tags.BIG_INTEGER -> readBigInteger(in);
			case Tags.BIG_DECIMAL -> {
				int scale = in.readInt();
				yield new BigDecimal(readBigInteger(in), scale);
			}
			case Tags.UUID -> new UUID(in.readFixedLong(), in.readFixedLong());
			case Tags.URI -> URI.create(readAddress(in));
			case Tags.URL -> new URL(readAddress(in));
			case Tags.LOCALE -> readLocale(in);
			case Tags.CURRENCY -> Currency.getInstance(in.requireString());
			case Tags.PATTERN -> readPattern(in);
			case Tags.CHARSET -> Charset.forName(in.requireString());
			case Tags.PATH -> Path.of(in.requireString());
			case Tags.FILE -> new File(in.requireString());
			case Tags.CLASS -> in.readClass();
			case Tags.STACK_FRAME -> StackFrames.read(in);
			case Tags.INET_ADDRESS -> Addresses.readAddress(in);
			case Tags.SOCKET_ADDRESS -> Addresses.readSocketAddress(in);
			case Tags.OPTIONAL_INT -> in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty();
			case Tags.OPTIONAL_LONG -> in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
			case Tags.OPTIONAL_DOUBLE -> in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
			default -> TimeZones.read(in);
		};
	}

	private static void writeClass(ObjectEncoder out, Class<?> value) throws PayloadException {
		if (value.isHidden() || Proxy.isProxyClass(value)) {
			throw PayloadException.refused(value, Advice.NO_GENERATED_CLASS.text());
		}
		out.writeClass(value);
	}

	/** The worker makes it of its text, and has no handler that somebody else made. */
	private static void writeUrl(ObjectEncoder out, URL value) throws PayloadException {
		String text = value.toString();
		try {
			new URL(text);
		}
		catch (MalformedURLException ex) {
			throw PayloadException.refused(URL.class, Advice.SEND_URL_TEXT.text(value.getProtocol()));
		}
		out.writeString(text);
	}

	private static void writeByteArray(ObjectEncoder out, byte[] bytes) throws PayloadException {
		out.writeUnsigned(bytes.length);
		out.writeBytes(bytes, 0, bytes.length);
	}

	private static BigInteger readBigInteger(ObjectDecoder in) throws PayloadException {
		return new BigInteger(in.readBytes(in.readLength()));
	}

	private static void writeOptional(ObjectEncoder out, OptionalInt value) throws PayloadException {
		out.writeBoolean(value.isPresent());
		if (value.isPresent()) {
			out.writeInt(value.getAsInt());
		}
	}

	private static void writeOptional(ObjectEncoder out, OptionalLong value) throws PayloadException {
		out.writeBoolean(value.isPresent());
		if (value.isPresent()) {
			out.writeLong(value.getAsLong());
		}
	}

	private static void writeOptional(ObjectEncoder out, OptionalDouble value) throws PayloadException {
		out.writeBoolean(value.isPresent());
		if (value.isPresent()) {
			out.writeDouble(value.getAsDouble());
		}
	}

	/** Language tags cannot express every locale, so ill-formed ones travel in parts. */
	private static void writeLocale(ObjectEncoder out, Locale locale) throws PayloadException {
		String languageTag = locale.toLanguageTag();
		boolean faithful = Locale.forLanguageTag(languageTag).equals(locale);
		out.writeBoolean(faithful);
		if (faithful) {
			out.writeString(languageTag);
		}
		else {
			out.writeString(locale.getLanguage());
			out.writeString(locale.getCountry());
			out.writeString(locale.getVariant());
		}
	}

	private static Locale readLocale(ObjectDecoder in) throws PayloadException {
		if (in.readBoolean()) {
			return Locale.forLanguageTag(in.requireString());
		}
		return new Locale(in.requireString(), in.requireString(), in.requireString());
	}

	private static String readAddress(ObjectDecoder in) throws PayloadException {
		String text = in.requireString();
		in.charge(Footprint.ofAddress(text));
		return text;
	}

	private static Pattern readPattern(ObjectDecoder in) throws PayloadException {
		int flags = in.readInt();
		String regex = in.requireString();
		in.charge(Footprint.ofPattern(regex));
		int depth = 0;
		for (int i = 0; i < regex.length(); i++) {
			char c = regex.charAt(i);
			if (c == '(' || c == '[') {
				depth++;
			}
			else if ((c == ')' || c == ']') && depth > 0) {
				depth--;
			}
			if (depth > MAX_PATTERN_DEPTH) {
				throw ObjectEncoder.tooDeep(MAX_PATTERN_DEPTH);
			}
		}
		if ((flags & Pattern.CANON_EQ) != 0) {
			verifyPermutations(regex);
		}
		return Pattern.compile(regex, flags);
	}

	/**
	 * With canonical equivalence, each order of marks on a character is tried when the
	 * pattern is compiled: of nine it takes half a minute.
	 */
	private static void verifyPermutations(String regex) throws PayloadException {
		int marks = 0;
		for (char c : Normalizer.normalize(regex, Normalizer.Form.NFD).toCharArray()) {
			int type = Character.getType(c);
			boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
					|| type == Character.ENCLOSING_MARK || Character.isSurrogate(c);
			marks = mark ? marks + 1 : 0;
			if (marks > MAX_PATTERN_MARKS) {
				throw new PayloadException(PayloadException.Kind.TOO_MANY,
						"A pattern has more than " + MAX_PATTERN_MARKS + " marks on a character, and the flag CANON_EQ",
						null, null);
			}
		}
	}

	/**
	 * The flags a pattern was compiled with. Its accessor adds those that the text turns
	 * on at some place, which would then hold everywhere.
	 */
	private static final class PatternFlags {

		static final JdkField FIELD = JdkField.of("java.util.regex.Pattern", "flags");

	}

}
