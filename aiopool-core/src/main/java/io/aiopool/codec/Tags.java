package io.aiopool.codec;

/**
 * The first byte of every value. Kinds that the codec knows have a tag of their own;
 * other values start with their class, by index from {@link #CLASS_BASE} on.
 */
final class Tags {

	// Structure

	static final int NULL = 0;

	static final int REF = 1;

	static final int NEW_CLASS = 2;

	static final int EXACT = 3;

	static final int STRING = 4;

	static final int LAMBDA = 5;

	static final int PLAIN_OBJECT = 6;

	static final int CONSTANT = 7;

	// Boxed primitives: ScalarCodec

	static final int BOOLEAN = 8;

	static final int BYTE = 9;

	static final int SHORT = 10;

	static final int CHAR = 11;

	static final int INT = 12;

	static final int LONG = 13;

	static final int FLOAT = 14;

	static final int DOUBLE = 15;

	// Values: ValueCodec

	static final int BIG_INTEGER = 16;

	static final int BIG_DECIMAL = 17;

	static final int UUID = 18;

	static final int URI = 19;

	static final int URL = 20;

	static final int LOCALE = 21;

	static final int CURRENCY = 22;

	static final int PATTERN = 23;

	static final int CHARSET = 24;

	static final int PATH = 25;

	static final int FILE = 26;

	static final int CLASS = 27;

	static final int STACK_FRAME = 28;

	static final int INET_ADDRESS = 29;

	static final int SOCKET_ADDRESS = 30;

	static final int OPTIONAL_INT = 31;

	static final int OPTIONAL_LONG = 32;

	static final int OPTIONAL_DOUBLE = 33;

	static final int TIME_ZONE = 34;

	// java.time: TimeCodec

	static final int INSTANT = 35;

	static final int DURATION = 36;

	static final int PERIOD = 37;

	static final int LOCAL_DATE = 38;

	static final int LOCAL_TIME = 39;

	static final int LOCAL_DATE_TIME = 40;

	static final int OFFSET_TIME = 41;

	static final int OFFSET_DATE_TIME = 42;

	static final int ZONED_DATE_TIME = 43;

	static final int YEAR = 44;

	static final int YEAR_MONTH = 45;

	static final int MONTH_DAY = 46;

	static final int ZONE_OFFSET = 47;

	static final int ZONE_REGION = 48;

	// Holders with identity: CellCodec, BufferCodec

	static final int OPTIONAL = 49;

	static final int BIT_SET = 50;

	static final int STRING_BUILDER = 51;

	static final int STRING_BUFFER = 52;

	static final int DATE = 53;

	static final int BUFFER = 54;

	static final int ATOMIC_INTEGER = 55;

	static final int ATOMIC_LONG = 56;

	static final int ATOMIC_BOOLEAN = 57;

	static final int ATOMIC_REFERENCE = 58;

	static final int LONG_ADDER = 59;

	static final int ATOMIC_INTEGER_ARRAY = 60;

	static final int ATOMIC_LONG_ARRAY = 61;

	static final int ATOMIC_REFERENCE_ARRAY = 62;

	static final int MAP_ENTRY = 63;

	static final int SIMPLE_ENTRY = 64;

	static final int FIXED_ENTRY = 65;

	// Arrays: ArrayCodec, PrimitiveArrayCodec

	static final int BOOLEANS = 66;

	static final int BYTES = 67;

	static final int SHORTS = 68;

	static final int CHARS = 69;

	static final int INTS = 70;

	static final int LONGS = 71;

	static final int FLOATS = 72;

	static final int DOUBLES = 73;

	static final int OBJECTS = 74;

	static final int STRINGS = 75;

	// Collections: CollectionCodec

	static final int ARRAY_LIST = 76;

	static final int LINKED_LIST = 77;

	static final int VECTOR = 78;

	static final int STACK = 79;

	static final int COW_LIST = 80;

	static final int LIST_OF = 82;

	static final int EMPTY_LIST = 83;

	static final int SINGLETON_LIST = 84;

	static final int COPIES = 85;

	static final int ARRAY_DEQUE = 89;

	static final int CONCURRENT_QUEUE = 90;

	static final int CONCURRENT_DEQUE = 91;

	static final int BLOCKING_QUEUE = 92;

	static final int BLOCKING_DEQUE = 93;

	static final int ARRAY_QUEUE = 94;

	static final int TRANSFER_QUEUE = 95;

	static final int PRIORITY_QUEUE = 96;

	static final int PRIORITY_BLOCKING_QUEUE = 97;

	static final int HASH_SET = 98;

	static final int LINKED_SET = 99;

	static final int TREE_SET = 100;

	static final int SKIP_LIST_SET = 101;

	static final int COW_SET = 102;

	static final int KEY_SET = 103;

	static final int SET_OF = 104;

	static final int EMPTY_SET = 105;

	static final int SINGLETON_SET = 106;

	static final int DELAY_QUEUE = 107;

	static final int ENUM_SET = 111;

	// Maps: MapCodec

	static final int HASH_MAP = 112;

	static final int LINKED_MAP = 113;

	static final int TREE_MAP = 114;

	static final int CONCURRENT_MAP = 115;

	static final int SKIP_LIST_MAP = 116;

	static final int IDENTITY_MAP = 117;

	static final int WEAK_MAP = 118;

	static final int HASHTABLE = 119;

	static final int PROPERTIES = 120;

	static final int ENUM_MAP = 121;

	static final int MAP_OF = 122;

	static final int EMPTY_MAP = 123;

	static final int SINGLETON_MAP = 124;

	// Faces and views of other objects: WrapperCodec, ViewCodec

	static final int WRAPPER = 125;

	static final int VIEW = 126;

	static final int FIXED_VIEW = 127;

	// Other values of the JDK: StatisticsCodec, HeadersCodec

	static final int STATISTICS = 129;

	static final int HTTP_HEADERS = 130;

	// Pairs with identity: CellCodec

	static final int STAMPED_REFERENCE = 131;

	static final int MARKABLE_REFERENCE = 132;

	// An object that is not in the payload: HandleCodec

	static final int HANDLE = 143;

	// Classes of the payload, in order of appearance

	static final int CLASS_BASE = 144;

	/** Followed by the index of the class. */
	static final int CLASS_WIDE = 255;

	static final int CLASSES_IN_TAG = CLASS_WIDE - CLASS_BASE;

	private Tags() {
	}

}
