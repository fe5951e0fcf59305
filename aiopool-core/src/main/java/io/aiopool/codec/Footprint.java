package io.aiopool.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * Estimates how much memory a decoded object takes: a few bytes of a payload can become
 * an object of hundreds. The numbers are those of a 64-bit JVM with compressed
 * references, and include the place of the object in the decoder's table. The content of
 * texts and arrays of primitives is as long as in the payload, and is left out here.
 * Stateless.
 */
final class Footprint {

	/** A text or an array, besides what is in it. */
	static final int ARRAY = 16;

	/** A text: the object, and the array within it, but for its content. */
	static final int TEXT = 24 + ARRAY + 8;

	/** A reference to an element. */
	static final int REFERENCE = 4;

	/** An object that serialization rebuilds, whose class is not known beforehand. */
	static final int SERIALIZED = 88;

	/**
	 * What is said of an exception: its lists and texts but for their content, and the
	 * exception that is made of it.
	 */
	static final int FAILURE = 1536;

	/** A stack frame; its names are shared. */
	static final int FRAME = 64;

	/**
	 * A new exception remembers the stack it was made on, which is the decoder's own and
	 * grows with the depth of the graph.
	 */
	private static final int THROWABLE = 1024;

	private static final int THROWABLE_LEVEL = 96;

	/**
	 * A class of characters between brackets becomes a table, and a table is the most
	 * that two characters of a pattern become.
	 */
	private static final int PATTERN_CHARACTER = 160;

	/** A zone that is an offset with a prefix has rules of its own. */
	private static final int ZONE_RULES = 192;

	/** An unknown field of a message, or one that the message boxes. */
	private static final int MESSAGE_FIELD = 32;

	/** A message within another one, a text or bytes. */
	private static final int MESSAGE_PART = 96;

	/** So many bytes may a byte of packed numbers become. */
	private static final int MESSAGE_BYTE = 8;

	private static final int DIRECT_BUFFER = 208;

	private static final int PRINTED_CHARACTER = 4;

	private static final int HEADER = 16;

	private static final int TABLE_PLACE = 8;

	/** A container without elements, by tag. */
	private static final int[] EMPTY = new int[Tags.CLASS_BASE];

	/** What an element takes besides the reference to it, by tag of its container. */
	private static final int[] ELEMENT = new int[Tags.CLASS_BASE];

	static {
		fill(EMPTY, Tags.SHORT, Tags.CHAR, 16);
		fill(EMPTY, Tags.INT, Tags.DOUBLE, 24);
		EMPTY[Tags.INT] = 16;
		EMPTY[Tags.FLOAT] = 16;
		fill(EMPTY, Tags.BIG_INTEGER, Tags.TIME_ZONE, 96);
		EMPTY[Tags.UUID] = 32;
		EMPTY[Tags.SOCKET_ADDRESS] = 136;
		EMPTY[Tags.URI] = 440;
		EMPTY[Tags.URL] = 376;
		EMPTY[Tags.OPTIONAL_INT] = 24;
		EMPTY[Tags.OPTIONAL_LONG] = 24;
		EMPTY[Tags.OPTIONAL_DOUBLE] = 24;
		EMPTY[Tags.CLASS] = 0;
		EMPTY[Tags.LOCALE] = 256;
		EMPTY[Tags.PATTERN] = 512;
		EMPTY[Tags.TIME_ZONE] = 256;
		fill(EMPTY, Tags.INSTANT, Tags.ZONE_REGION, 24);
		fill(EMPTY, Tags.LOCAL_DATE_TIME, Tags.OFFSET_DATE_TIME, 72);
		EMPTY[Tags.OFFSET_TIME] = 136;
		EMPTY[Tags.OFFSET_DATE_TIME] = 176;
		EMPTY[Tags.ZONED_DATE_TIME] = 176;
		EMPTY[Tags.ZONE_OFFSET] = 88;
		EMPTY[Tags.ZONE_REGION] = 56;
		fill(EMPTY, Tags.OPTIONAL, Tags.FIXED_ENTRY, 32);
		EMPTY[Tags.STRING_BUILDER] = 88;
		EMPTY[Tags.STRING_BUFFER] = 96;
		EMPTY[Tags.BUFFER] = 136;
		EMPTY[Tags.LONG_ADDER] = 40;
		EMPTY[Tags.STAMPED_REFERENCE] = 48;
		EMPTY[Tags.MARKABLE_REFERENCE] = 48;
		fill(EMPTY, Tags.BOOLEANS, Tags.STRINGS, ARRAY + TABLE_PLACE);
		fill(EMPTY, Tags.ARRAY_LIST, Tags.ARRAY_DEQUE, 80);
		fill(EMPTY, Tags.LIST_OF, Tags.COPIES, 48);
		fill(EMPTY, Tags.CONCURRENT_QUEUE, Tags.PRIORITY_BLOCKING_QUEUE, 320);
		EMPTY[Tags.DELAY_QUEUE] = 320;
		EMPTY[Tags.PRIORITY_QUEUE] = 80;
		EMPTY[Tags.ARRAY_LIST] = 48;
		EMPTY[Tags.EMPTY_LIST] = TABLE_PLACE;
		fill(EMPTY, Tags.HASH_SET, Tags.SINGLETON_SET, 112);
		EMPTY[Tags.EMPTY_SET] = TABLE_PLACE;
		EMPTY[Tags.ENUM_SET] = 80;
		fill(EMPTY, Tags.HASH_MAP, Tags.SINGLETON_MAP, 112);
		EMPTY[Tags.HASH_MAP] = 64;
		EMPTY[Tags.LINKED_MAP] = 64;
		EMPTY[Tags.EMPTY_MAP] = TABLE_PLACE;
		EMPTY[Tags.WEAK_MAP] = 192;
		EMPTY[Tags.PROPERTIES] = 256;
		EMPTY[Tags.WRAPPER] = 64;
		EMPTY[Tags.VIEW] = 264;
		EMPTY[Tags.FIXED_VIEW] = 160;
		EMPTY[Tags.STATISTICS] = 64;
		EMPTY[Tags.HTTP_HEADERS] = 160;
		EMPTY[Tags.LAMBDA] = 256;
		EMPTY[Tags.PLAIN_OBJECT] = 24;
		EMPTY[Tags.HANDLE] = 128;
		fill(ELEMENT, Tags.LINKED_LIST, Tags.COW_LIST, 4);
		ELEMENT[Tags.LINKED_LIST] = 28;
		fill(ELEMENT, Tags.LIST_OF, Tags.ARRAY_DEQUE, 4);
		ELEMENT[Tags.ARRAY_LIST] = 2;
		fill(ELEMENT, Tags.CONCURRENT_QUEUE, Tags.PRIORITY_BLOCKING_QUEUE, 28);
		ELEMENT[Tags.ARRAY_QUEUE] = 4;
		ELEMENT[Tags.PRIORITY_QUEUE] = 4;
		ELEMENT[Tags.PRIORITY_BLOCKING_QUEUE] = 4;
		fill(ELEMENT, Tags.HASH_SET, Tags.SKIP_LIST_SET, 44);
		ELEMENT[Tags.COW_SET] = 4;
		ELEMENT[Tags.KEY_SET] = 44;
		ELEMENT[Tags.SET_OF] = 8;
		ELEMENT[Tags.DELAY_QUEUE] = 4;
		fill(ELEMENT, Tags.HASH_MAP, Tags.PROPERTIES, 44);
		ELEMENT[Tags.WEAK_MAP] = 64;
		ELEMENT[Tags.MAP_OF] = 16;
		ELEMENT[Tags.VIEW] = 48;
		ELEMENT[Tags.FIXED_VIEW] = 48;
		ELEMENT[Tags.HTTP_HEADERS] = 96;
	}

	private Footprint() {
	}

	private static void fill(int[] table, int from, int to, int bytes) {
		Arrays.fill(table, from, to + 1, bytes);
	}

	/** What a value of a built-in kind takes, without its elements. */
	static int ofEmpty(int tag) {
		return EMPTY[tag];
	}

	/** What so many elements take besides the references to them. */
	static long ofElements(int tag, int count) {
		return (long) ELEMENT[tag] * count;
	}

	/**
	 * What an instance of a class that names itself takes, texts included but for their
	 * content, without the other objects that it refers to.
	 */
	static int of(Class<?> type, TypeCodec codec) {
		if (codec instanceof EnumCodec) {
			return 0;
		}
		if (codec instanceof ArrayCodec) {
			return ARRAY + TABLE_PLACE;
		}
		if (codec instanceof ReplacedCodec replaced) {
			return Math.max(SERIALIZED, of(type, replaced.plain()));
		}
		if (!(codec instanceof StructCodec struct)) {
			return SERIALIZED;
		}
		long bytes = HEADER + TABLE_PLACE;
		for (FieldSlot slot : struct.slots) {
			bytes += (slot.form == FieldSlot.Form.STRING) ? TEXT : 0;
		}
		for (Class<?> c = type; c != null; c = c.getSuperclass()) {
			bytes += ofFields(c);
		}
		return (int) Math.min(bytes, Integer.MAX_VALUE);
	}

	private static int ofFields(Class<?> type) {
		int bytes = 0;
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				Class<?> kind = field.getType();
				bytes += (kind == long.class || kind == double.class) ? 8 : REFERENCE;
			}
		}
		return bytes;
	}

	static long ofThrowable(int depth) {
		return THROWABLE + (long) THROWABLE_LEVEL * depth;
	}

	static long ofPattern(String expression) {
		return (long) PATTERN_CHARACTER * expression.length();
	}

	/** A frame in a text that grows, which is copied in the end. */
	static long ofPrinted(StackTraceElement frame) {
		long chars = frame.getClassName().length() + (long) frame.getMethodName().length() + FRAME;
		for (String text : new String[] { frame.getFileName(), frame.getModuleName(), frame.getModuleVersion(),
				frame.getClassLoaderName() }) {
			chars += (text != null) ? text.length() : 0;
		}
		return PRINTED_CHARACTER * chars;
	}

	/** Memory outside of the heap is kept by objects that free it. */
	static int ofBuffer(boolean direct) {
		return direct ? DIRECT_BUFFER : 0;
	}

	/** What parts of an address there are is known to it one by one. */
	static long ofAddress(String text) {
		return 2L * text.length();
	}

	static long ofZone(String id) {
		return id.startsWith("UT") || id.startsWith("GMT") ? ZONE_RULES : 0;
	}

	/** What a message of Protobuf with so many fields takes, parts of it included. */
	static long ofMessage(int bytes, long fields, long parts) {
		return (long) MESSAGE_BYTE * bytes + MESSAGE_FIELD * fields + MESSAGE_PART * parts;
	}

	/** A map of enum constants has a place for each of them. */
	static long ofEnumMap(Class<?> enumType) {
		return (long) REFERENCE * enumType.getEnumConstants().length;
	}

	/** What an array that serialization is about to make takes. */
	static long ofArray(Class<?> type, long length) {
		Class<?> kind = type.getComponentType();
		int width = (kind == long.class || kind == double.class) ? 8
				: (kind == byte.class || kind == boolean.class) ? 1 : REFERENCE;
		return ARRAY + length * width;
	}

}
