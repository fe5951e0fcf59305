package io.aiopool.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes a small class next to a record that calls its constructor and reads its fields.
 * From JDK 18 on reflection does so by method handles, whose first use with a new shape
 * costs tens of milliseconds; a class file written here costs a few. Confined to one
 * thread.
 */
final class RecordBridge {

	private static final int CLASS_FILE_VERSION = 61;

	private static final int AALOAD = 0x32;

	private static final int AASTORE = 0x53;

	private static final int ARETURN = 0xb0;

	private static final int ALOAD_1 = 0x2b;

	private static final int ALOAD_2 = 0x2c;

	private static final int ASTORE_2 = 0x4d;

	private static final int DUP = 0x59;

	private static final int CHECKCAST = 0xc0;

	private final ByteArrayOutputStream poolBytes = new ByteArrayOutputStream();

	private final DataOutputStream pool = new DataOutputStream(this.poolBytes);

	private final Map<String, Integer> entries = new LinkedHashMap<>();

	private final Class<?> type;

	private final FieldSlot[] slots;

	private RecordBridge(Class<?> type, FieldSlot[] slots) {
		this.type = type;
		this.slots = slots;
	}

	/**
	 * Makes a bridge: as a {@link Function} of the components it constructs the record,
	 * as a {@link BiFunction} of the record and anything it returns the components.
	 * @throws ReflectiveOperationException if the record cannot have a class next to it
	 */
	static Object create(Class<?> type, FieldSlot[] slots) throws ReflectiveOperationException {
		try {
			Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
			return lookup.defineHiddenClass(new RecordBridge(type, slots).bytes(), true, Lookup.ClassOption.NESTMATE)
				.lookupClass()
				.getDeclaredConstructor()
				.newInstance();
		}
		catch (IOException | LinkageError ex) {
			throw new ReflectiveOperationException(ex);
		}
	}

	private byte[] bytes() throws IOException {
		ByteArrayOutputStream bodyBytes = new ByteArrayOutputStream();
		DataOutputStream body = new DataOutputStream(bodyBytes);
		body.writeShort(0x1031);
		body.writeShort(classEntry(this.type.getName().replace('.', '/') + "$$Bridge"));
		body.writeShort(classEntry("java/lang/Object"));
		body.writeShort(2);
		body.writeShort(classEntry("java/util/function/Function"));
		body.writeShort(classEntry("java/util/function/BiFunction"));
		body.writeShort(0);
		body.writeShort(3);
		method(body, "<init>", "()V", initializer());
		method(body, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", construct());
		method(body, "apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", components());
		body.writeShort(0);
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(file);
		out.writeInt(0xcafebabe);
		out.writeShort(0);
		out.writeShort(CLASS_FILE_VERSION);
		out.writeShort(this.entries.size() + 1);
		this.poolBytes.writeTo(out);
		bodyBytes.writeTo(out);
		return file.toByteArray();
	}

	private void method(DataOutputStream body, String name, String descriptor, byte[] code) throws IOException {
		body.writeShort(1);
		body.writeShort(utf8(name));
		body.writeShort(utf8(descriptor));
		body.writeShort(1);
		body.writeShort(utf8("Code"));
		body.writeInt(12 + code.length);
		// Enough for one long or double per component; locals are this, two arguments,
		// one more.
		body.writeShort(8 + 2 * this.slots.length);
		body.writeShort(4);
		body.writeInt(code.length);
		body.write(code);
		body.writeShort(0);
		body.writeShort(0);
	}

	private byte[] initializer() throws IOException {
		Code code = new Code();
		code.writeByte(0x2a);
		code.call(0xb7, member(10, "java/lang/Object", "<init>", "()V"));
		code.writeByte(0xb1);
		return code.bytes();
	}

	private byte[] construct() throws IOException {
		String record = this.type.getName().replace('.', '/');
		Code code = new Code();
		code.writeByte(ALOAD_1);
		code.call(CHECKCAST, classEntry("[Ljava/lang/Object;"));
		code.writeByte(ASTORE_2);
		code.call(0xbb, classEntry(record));
		code.writeByte(DUP);
		StringBuilder descriptor = new StringBuilder("(");
		for (int i = 0; i < this.slots.length; i++) {
			Class<?> component = this.slots[i].type;
			code.writeByte(ALOAD_2);
			code.push(i);
			code.writeByte(AALOAD);
			String boxed = boxOf(component);
			code.call(CHECKCAST, classEntry(boxed));
			if (component.isPrimitive()) {
				code.call(0xb6, member(10, boxed, component.getName() + "Value", "()" + component.descriptorString()));
			}
			descriptor.append(component.descriptorString());
		}
		code.call(0xb7, member(10, record, "<init>", descriptor.append(")V").toString()));
		code.writeByte(ARETURN);
		return code.bytes();
	}

	private byte[] components() throws IOException {
		String record = this.type.getName().replace('.', '/');
		Code code = new Code();
		code.writeByte(ALOAD_1);
		code.call(CHECKCAST, classEntry(record));
		code.writeByte(ASTORE_2);
		code.push(this.slots.length);
		code.call(0xbd, classEntry("java/lang/Object"));
		for (int i = 0; i < this.slots.length; i++) {
			Class<?> component = this.slots[i].type;
			code.writeByte(DUP);
			code.push(i);
			code.writeByte(ALOAD_2);
			code.call(0xb4, member(9, record, this.slots[i].field.getName(), component.descriptorString()));
			if (component.isPrimitive()) {
				String boxed = boxOf(component);
				code.call(0xb8, member(10, boxed, "valueOf", "(" + component.descriptorString() + ")L" + boxed + ";"));
			}
			code.writeByte(AASTORE);
		}
		code.writeByte(ARETURN);
		return code.bytes();
	}

	private static String boxOf(Class<?> type) {
		return MethodType.methodType(type).wrap().returnType().getName().replace('.', '/');
	}

	private int utf8(String text) throws IOException {
		Integer known = this.entries.get(text);
		if (known != null) {
			return known;
		}
		this.pool.writeByte(1);
		this.pool.writeUTF(text);
		return add(text);
	}

	private int classEntry(String name) throws IOException {
		return reference(7, "class " + name, utf8(name), -1);
	}

	private int member(int kind, String owner, String name, String descriptor) throws IOException {
		int nameAndType = reference(12, "name " + name + descriptor, utf8(name), utf8(descriptor));
		return reference(kind, "member " + owner + " " + name + descriptor, classEntry(owner), nameAndType);
	}

	private int reference(int kind, String key, int first, int second) throws IOException {
		Integer known = this.entries.get(key);
		if (known != null) {
			return known;
		}
		this.pool.writeByte(kind);
		this.pool.writeShort(first);
		if (second >= 0) {
			this.pool.writeShort(second);
		}
		return add(key);
	}

	private int add(String key) {
		int index = this.entries.size() + 1;
		this.entries.put(key, index);
		return index;
	}

	private static final class Code extends DataOutputStream {

		Code() {
			super(new ByteArrayOutputStream());
		}

		void call(int instruction, int entry) throws IOException {
			writeByte(instruction);
			writeShort(entry);
		}

		void push(int value) throws IOException {
			writeByte(0x11);
			writeShort(value);
		}

		byte[] bytes() {
			return ((ByteArrayOutputStream) this.out).toByteArray();
		}

	}

}
