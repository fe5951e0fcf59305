package io.aiopool.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Composes the reading and writing of a class's fields into one method handle each, and
 * makes them constants of a hidden class. Costs milliseconds, so it is done only for
 * classes that are used often, off the caller's thread. Not thread-safe.
 */
final class StructCompiler {

	/** Wider classes stay with reflection: the JIT compiler would give up inlining. */
	static final int MAX_SLOTS = 32;

	/** Records inside records are written out in place down to this level. */
	private static final int MAX_INLINE = 3;

	private static final Lookup LOOKUP = MethodHandles.lookup();

	private static final MethodType WRITE_TYPE = MethodType.methodType(void.class, ObjectEncoder.class, Object.class);

	/** The records being written out in place, to stop at recursion. */
	private final Deque<StructCodec> open = new ArrayDeque<>();

	/** Collects the classes written out in place: the filter must allow them all. */
	private final Set<Class<?>> inlined;

	private StructCompiler(Set<Class<?>> inlined) {
		this.inlined = inlined;
	}

	/** Compiles a class; null if it stays with reflection. */
	static @Nullable CompiledStruct compile(StructCodec codec, Set<Class<?>> inlined) {
		if (codec.slots.length > MAX_SLOTS) {
			return null;
		}
		try {
			StructCompiler compiler = new StructCompiler(inlined);
			MethodHandle write = compiler.writer(codec).asType(WRITE_TYPE);
			MethodHandle read = (codec instanceof RecordCodec record)
					? MethodHandles.dropArguments(compiler.recordReader(record), 1, int.class)
					: compiler.pojoReader((PojoCodec) codec);
			MethodHandle[] handles = { write,
					read.asType(MethodType.methodType(Object.class, ObjectDecoder.class, int.class)) };
			Lookup hidden = LOOKUP.defineHiddenClassWithClassData(template(), handles, true);
			return (CompiledStruct) hidden.lookupClass().getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError ex) {
			System.getLogger(StructCompiler.class.getName())
				.log(Level.DEBUG, codec.type.getName() + " cannot be compiled and stays slow", ex);
			return null;
		}
	}

	private static byte[] template() throws IOException {
		try (InputStream in = StructCompiler.class.getResourceAsStream("CompiledTemplate.class")) {
			if (in == null) {
				throw new IOException("CompiledTemplate.class is not on the class path");
			}
			return in.readAllBytes();
		}
	}

	/** Returns (ObjectEncoder, T)void. */
	private MethodHandle writer(StructCodec codec) throws ReflectiveOperationException {
		this.open.push(codec);
		MethodHandle all = MethodHandles.empty(MethodType.methodType(void.class, ObjectEncoder.class, codec.type));
		for (int i = codec.slots.length - 1; i >= 0; i--) {
			FieldSlot slot = codec.slots[i];
			MethodHandle step = MethodHandles.filterArguments(slotWriter(slot), 1,
					LOOKUP.unreflectGetter(slot.field).asType(MethodType.methodType(slot.type, codec.type)));
			all = MethodHandles.foldArguments(all, step);
		}
		if (codec instanceof PojoCodec pojo && pojo.transients() != null) {
			all = MethodHandles.foldArguments(all,
					MethodHandles.insertArguments(CompiledSteps.WRITE_TRANSIENTS, 0, pojo.transients())
						.asType(all.type()));
		}
		this.open.pop();
		return all;
	}

	/** Returns (ObjectEncoder, field type)void. */
	private MethodHandle slotWriter(FieldSlot slot) throws ReflectiveOperationException {
		MethodType type = MethodType.methodType(void.class, ObjectEncoder.class, slot.type);
		return switch (slot.form) {
			case BYTE -> CompiledSteps.WRITE_BYTE;
			case ANY -> located(
					LOOKUP.findVirtual(ObjectEncoder.class, "write", MethodType.methodType(void.class, Object.class))
						.asType(type),
					slot);
			case EXACT -> located(exactWriter(slot).asType(type), slot);
			case LONG, DOUBLE -> FastWords.writer(slot.type);
			default ->
				LOOKUP
					.findVirtual(PayloadWriter.class, "write" + CompiledSteps.suffix(slot),
							MethodType.methodType(void.class, slot.type))
					.asType(type);
		};
	}

	private MethodHandle exactWriter(FieldSlot slot) throws ReflectiveOperationException {
		StructCodec codec = inlinable(slot.type);
		if (codec == null) {
			return MethodHandles.insertArguments(CompiledSteps.WRITE_EXACT, 1, slot.type);
		}
		MethodHandle body = writer(codec);
		MethodType type = body.type();
		if (!codec.isLeaf()) {
			body = MethodHandles.foldArguments(body, CompiledSteps.ENTER_WRITE);
			body = MethodHandles
				.foldArguments(MethodHandles.dropArguments(CompiledSteps.EXIT_WRITE, 1, slot.type).asType(type), body);
		}
		MethodHandle begin = ConstantFields.of(slot.type).isEmpty() ? CompiledSteps.BEGIN_WRITE
				: MethodHandles.insertArguments(CompiledSteps.BEGIN_WRITE_UNLESS_CONSTANT, 0, Constants.own(slot.type));
		return MethodHandles.guardWithTest(begin.asType(type.changeReturnType(boolean.class)), body,
				MethodHandles.empty(type));
	}

	private @Nullable StructCodec inlinable(Class<?> type) {
		if (this.open.size() > MAX_INLINE || !(TypeCodecs.of(type) instanceof RecordCodec codec) || codec.resolves()
				|| codec.slots.length > MAX_SLOTS || this.open.contains(codec) || Constants.own(type) == null) {
			return null;
		}
		this.inlined.add(type);
		return codec;
	}

	/** Returns (ObjectDecoder)T. */
	private MethodHandle recordReader(RecordCodec codec) throws ReflectiveOperationException {
		this.open.push(codec);
		MethodHandle constructor = LOOKUP.unreflectConstructor(codec.constructor());
		MethodHandle failed = MethodHandles.insertArguments(CompiledSteps.CONSTRUCTOR_FAILED, 0, codec.type)
			.asType(MethodType.methodType(codec.type, Throwable.class));
		MethodHandle all = verified(codec, MethodHandles.catchException(constructor, Throwable.class, failed));
		// The reader added last runs first.
		for (int i = codec.slots.length - 1; i >= 0; i--) {
			all = MethodHandles.collectArguments(all, i, slotReader(codec.slots[i]));
		}
		this.open.pop();
		return MethodHandles.permuteArguments(all, MethodType.methodType(codec.type, ObjectDecoder.class),
				new int[codec.slots.length + 1]);
	}

	/**
	 * Turns (components)T into (components, ObjectDecoder)T that compares what was built
	 * with what was sent.
	 */
	private MethodHandle verified(RecordCodec codec, MethodHandle constructor) throws ReflectiveOperationException {
		MethodType type = constructor.type()
			.insertParameterTypes(0, codec.type)
			.appendParameterTypes(ObjectDecoder.class);
		MethodHandle all = MethodHandles.dropArguments(MethodHandles.identity(codec.type), 1,
				type.parameterList().subList(1, type.parameterCount()));
		for (int i = codec.slots.length - 1; i >= 0; i--) {
			FieldSlot slot = codec.slots[i];
			MethodHandle step = MethodHandles.insertArguments(CompiledSteps.verify(slot.type), 0, codec, i)
				.asType(MethodType.methodType(void.class, slot.type, slot.type, ObjectDecoder.class));
			step = MethodHandles.filterArguments(step, 0,
					LOOKUP.unreflectGetter(slot.field).asType(MethodType.methodType(slot.type, codec.type)));
			all = MethodHandles.foldArguments(all, MethodHandles.permuteArguments(step,
					type.changeReturnType(void.class), 0, i + 1, codec.slots.length + 1));
		}
		return MethodHandles.foldArguments(all, constructor);
	}

	/** Returns (ObjectDecoder, int)T. */
	private MethodHandle pojoReader(PojoCodec codec) throws ReflectiveOperationException {
		this.open.push(codec);
		MethodType type = MethodType.methodType(void.class, codec.type, ObjectDecoder.class);
		MethodHandle all = MethodHandles.empty(type);
		for (int i = codec.slots.length - 1; i >= 0; i--) {
			FieldSlot slot = codec.slots[i];
			MethodHandle set = LOOKUP.unreflectSetter(slot.field)
				.asType(MethodType.methodType(void.class, codec.type, slot.type));
			all = MethodHandles.foldArguments(all, MethodHandles.collectArguments(set, 1, slotReader(slot)));
		}
		this.open.pop();
		MethodHandle self = MethodHandles.dropArguments(MethodHandles.identity(codec.type), 1, ObjectDecoder.class,
				int.class);
		MethodHandle start = MethodHandles.insertArguments(CompiledSteps.START_POJO, 0, codec)
			.asType(MethodType.methodType(codec.type, ObjectDecoder.class, int.class));
		return MethodHandles.foldArguments(MethodHandles.foldArguments(self, all), start);
	}

	/** Returns (ObjectDecoder)field type. */
	private MethodHandle slotReader(FieldSlot slot) throws ReflectiveOperationException {
		MethodType type = MethodType.methodType(slot.type, ObjectDecoder.class);
		return switch (slot.form) {
			case BYTE -> LOOKUP.findVirtual(PayloadReader.class, "readSignedByte", MethodType.methodType(byte.class))
				.asType(type);
			case ANY -> located(
					LOOKUP.findVirtual(ObjectDecoder.class, "read", MethodType.methodType(Object.class)).asType(type),
					slot);
			case EXACT -> located(exactReader(slot).asType(type), slot);
			case LONG, DOUBLE -> FastWords.reader(slot.type);
			default -> LOOKUP
				.findVirtual(PayloadReader.class, "read" + CompiledSteps.suffix(slot), MethodType.methodType(slot.type))
				.asType(type);
		};
	}

	private MethodHandle exactReader(FieldSlot slot) throws ReflectiveOperationException {
		if (!(inlinable(slot.type) instanceof RecordCodec codec)) {
			return MethodHandles.insertArguments(CompiledSteps.READ_EXACT, 1, slot.type);
		}
		MethodHandle finish = (codec.isLeaf() ? CompiledSteps.FINISH_LEAF : CompiledSteps.FINISH_READ)
			.asType(MethodType.methodType(slot.type, int.class, ObjectDecoder.class, slot.type));
		MethodHandle body = MethodHandles.collectArguments(finish, 2, recordReader(codec));
		body = MethodHandles.permuteArguments(body, MethodType.methodType(slot.type, int.class, ObjectDecoder.class), 0,
				1, 1);
		body = MethodHandles.foldArguments(body,
				MethodHandles.insertArguments(codec.isLeaf() ? CompiledSteps.BEGIN_LEAF : CompiledSteps.BEGIN_READ, 0,
						Footprint.of(codec.type, codec)));
		return MethodHandles.guardWithTest(CompiledSteps.IS_EXACT, body,
				CompiledSteps.READ_REFERENCE.asType(body.type()));
	}

	/** Adds the field's name to the path of failures. */
	private static MethodHandle located(MethodHandle step, FieldSlot slot) {
		MethodHandle locate = MethodHandles.insertArguments(CompiledSteps.LOCATE, 0, slot);
		MethodHandle handler = locate.asType(MethodType.methodType(step.type().returnType(), PayloadException.class));
		return MethodHandles.catchException(step, PayloadException.class, handler);
	}

}
