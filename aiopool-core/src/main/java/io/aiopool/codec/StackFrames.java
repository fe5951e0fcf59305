package io.aiopool.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;

import org.jspecify.annotations.Nullable;

/**
 * Writes stack traces; their many repeated names are written once. A frame made by the
 * JVM prints without the names of built-in loaders and JDK versions, and no constructor
 * makes such a frame: those are rebuilt by deserialization, of bytes composed here.
 * Stateless.
 */
final class StackFrames {

	/** The frame prints without its class loader. */
	private static final int LOADER_HIDDEN = 1;

	/** The frame prints without its module's version. */
	private static final int VERSION_HIDDEN = 2;

	/** Longer names do not fit the serialization format; no real frame has them. */
	private static final int MAX_NAME = 20_000;

	private static final String[] TEXT_FIELDS = { "classLoaderName", "declaringClass", "fileName", "methodName",
			"moduleName", "moduleVersion" };

	/** Handle of the frame's description, after the array's description and the array. */
	private static final int FRAME_HANDLE = ObjectStreamConstants.baseWireHandle + 2;

	private StackFrames() {
	}

	static void write(ObjectEncoder out, StackTraceElement frame) throws PayloadException {
		out.writeByte(formatOf(frame));
		out.writeName(frame.getClassLoaderName());
		out.writeName(frame.getClassName());
		out.writeName(frame.getFileName());
		out.writeName(frame.getMethodName());
		out.writeName(frame.getModuleName());
		out.writeName(frame.getModuleVersion());
		out.writeInt(frame.getLineNumber());
	}

	/** How the frame prints is private to it, but visible in what it prints. */
	private static int formatOf(StackTraceElement frame) {
		String loader = frame.getClassLoaderName();
		String version = frame.getModuleVersion();
		if (loader == null && version == null) {
			return 0;
		}
		String text = frame.toString();
		int format = 0;
		if (loader != null && !text.startsWith(loader + "/")) {
			format |= LOADER_HIDDEN;
		}
		if (version != null && !text.contains(frame.getModuleName() + "@" + version + "/")) {
			format |= VERSION_HIDDEN;
		}
		return format;
	}

	static StackTraceElement read(ObjectDecoder in) throws PayloadException {
		return rebuild(in, new Frame[] { Frame.read(in) })[0];
	}

	static void writeAll(ObjectEncoder out, StackTraceElement[] frames) throws PayloadException {
		out.writeCount(frames.length);
		for (StackTraceElement frame : frames) {
			write(out, frame);
		}
	}

	static StackTraceElement[] readAll(ObjectDecoder in) throws PayloadException {
		Frame[] frames = new Frame[in.readCount()];
		for (int i = 0; i < frames.length; i++) {
			frames[i] = Frame.read(in);
		}
		return rebuild(in, frames);
	}

	private static StackTraceElement[] rebuild(ObjectDecoder in, Frame[] frames) throws PayloadException {
		for (Frame frame : frames) {
			if (frame.format() != 0) {
				in.charge(copies(frames));
				return deserialize(frames);
			}
		}
		return construct(frames);
	}

	/**
	 * Frames that are deserialized have each a copy of its names, in bytes and as text.
	 */
	private static long copies(Frame[] frames) {
		long bytes = 0;
		for (Frame frame : frames) {
			for (String text : frame.texts()) {
				bytes += (text != null) ? Footprint.TEXT + 2L * text.length() : 0;
			}
		}
		return bytes;
	}

	private static StackTraceElement[] construct(Frame[] frames) {
		StackTraceElement[] elements = new StackTraceElement[frames.length];
		for (int i = 0; i < frames.length; i++) {
			elements[i] = frames[i].construct();
		}
		return elements;
	}

	private static StackTraceElement[] deserialize(Frame[] frames) {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialized(frames)))) {
			return (StackTraceElement[]) in.readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			// A filter of the whole JVM may forbid it; then the frames only print longer.
			return construct(frames);
		}
	}

	private static byte[] serialized(Frame[] frames) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + frames.length * 128);
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
		out.writeShort(ObjectStreamConstants.STREAM_VERSION);
		out.writeByte(ObjectStreamConstants.TC_ARRAY);
		describe(out, StackTraceElement[].class, 0);
		endDescription(out);
		out.writeInt(frames.length);
		for (int i = 0; i < frames.length; i++) {
			out.writeByte(ObjectStreamConstants.TC_OBJECT);
			if (i == 0) {
				describeFrame(out);
			}
			else {
				out.writeByte(ObjectStreamConstants.TC_REFERENCE);
				out.writeInt(FRAME_HANDLE);
			}
			frames[i].write(out);
		}
		return bytes.toByteArray();
	}

	private static void describeFrame(DataOutputStream out) throws IOException {
		describe(out, StackTraceElement.class, 2 + TEXT_FIELDS.length);
		out.writeByte('B');
		out.writeUTF("format");
		out.writeByte('I');
		out.writeUTF("lineNumber");
		for (String name : TEXT_FIELDS) {
			out.writeByte('L');
			out.writeUTF(name);
			out.writeByte(ObjectStreamConstants.TC_STRING);
			out.writeUTF("Ljava/lang/String;");
		}
		endDescription(out);
	}

	private static void describe(DataOutputStream out, Class<?> type, int fields) throws IOException {
		out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
		out.writeUTF(type.getName());
		out.writeLong(ObjectStreamClass.lookupAny(type).getSerialVersionUID());
		out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
		out.writeShort(fields);
	}

	private static void endDescription(DataOutputStream out) throws IOException {
		out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
		out.writeByte(ObjectStreamConstants.TC_NULL);
	}

	private record Frame(int format, int line, @Nullable String[] texts) {

		static Frame read(ObjectDecoder in) throws PayloadException {
			int format = in.readByte() & (LOADER_HIDDEN | VERSION_HIDDEN);
			in.charge(Footprint.FRAME);
			@Nullable String[] texts = new String[TEXT_FIELDS.length];
			for (int i = 0; i < texts.length; i++) {
				String text = in.readName();
				if (text != null && text.length() > MAX_NAME) {
					in.charge(Footprint.TEXT + MAX_NAME);
				}
				texts[i] = (text != null && text.length() > MAX_NAME) ? text.substring(0, MAX_NAME) : text;
			}
			if (texts[1] == null || texts[3] == null) {
				throw PayloadException.corrupt("a stack frame lacks its method");
			}
			return new Frame(format, in.readInt(), texts);
		}

		StackTraceElement construct() {
			return new StackTraceElement(this.texts[0], this.texts[4], this.texts[5], this.texts[1], this.texts[3],
					this.texts[2], this.line);
		}

		void write(DataOutputStream out) throws IOException {
			out.writeByte(this.format);
			out.writeInt(this.line);
			for (String text : this.texts) {
				if (text == null) {
					out.writeByte(ObjectStreamConstants.TC_NULL);
				}
				else {
					out.writeByte(ObjectStreamConstants.TC_STRING);
					out.writeUTF(text);
				}
			}
		}

	}

}
