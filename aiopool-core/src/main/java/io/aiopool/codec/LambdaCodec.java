package io.aiopool.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Serializable lambdas and method references: the method and the captured values. The
 * capturing class rebuilds them, and it knows only its own lambdas, so it is that class
 * which the filter judges. Thread-safe.
 */
final class LambdaCodec extends TypeCodec {

	static final LambdaCodec INSTANCE = new LambdaCodec();

	private LambdaCodec() {
		super(Identity.LATE);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		SerializedLambda lambda = (value instanceof SerializedLambda known) ? known : describe(value);
		String capturing = lambda.getCapturingClass().replace('/', '.');
		out.types().resolver().check(capturing);
		out.writeName(capturing);
		out.writeName(lambda.getFunctionalInterfaceClass());
		out.writeName(lambda.getFunctionalInterfaceMethodName());
		out.writeName(lambda.getFunctionalInterfaceMethodSignature());
		out.writeInt(lambda.getImplMethodKind());
		out.writeName(lambda.getImplClass());
		out.writeName(lambda.getImplMethodName());
		out.writeName(lambda.getImplMethodSignature());
		out.writeName(lambda.getInstantiatedMethodType());
		int captured = lambda.getCapturedArgCount();
		out.writeCount(captured);
		for (int i = 0; i < captured; i++) {
			try {
				out.write(lambda.getCapturedArg(i));
			}
			catch (PayloadException ex) {
				throw ex.within(".captured[" + i + "]");
			}
		}
	}

	static SerializedLambda describe(Object lambda) throws PayloadException {
		try {
			Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
			Object description = writeReplace.trySetAccessible() ? Hooks.call(writeReplace, lambda)
					: LambdaSpy.describe(lambda);
			if (description instanceof SerializedLambda known) {
				return known;
			}
		}
		catch (NoSuchMethodException ex) {
			// Not made by the lambda factory: said below.
		}
		throw PayloadException.unsupported(lambda.getClass(), "a generated class that is no Serializable lambda");
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		if (!in.types().settings().decodeLambdas()) {
			throw new PayloadException(Kind.NOT_ALLOWED,
					"A lambda is not accepted here; lambdas travel from parent to child only", null, null);
		}
		Class<?> capturing = in.readClass();
		String[] names = { text(in), text(in), text(in) };
		int kind = in.readInt();
		String[] implementation = { text(in), text(in), text(in), text(in) };
		@Nullable Object[] captured = new Object[in.readCount()];
		@Nullable Object[] parts = new Object[captured.length];
		for (int i = 0; i < captured.length; i++) {
			try {
				captured[i] = in.read();
				parts[i] = new SerializedOutput.Part(i);
			}
			catch (PayloadException ex) {
				throw ex.within(".captured[" + i + "]");
			}
		}
		Method rebuilder = rebuilder(capturing);
		boolean direct = rebuilder.trySetAccessible();
		@Nullable Object[] arguments = direct ? captured : parts;
		SerializedLambda lambda = new SerializedLambda(capturing, names[0], names[1], names[2], kind, implementation[0],
				implementation[1], implementation[2], implementation[3], arguments);
		return direct ? rebuild(rebuilder, lambda) : SerializedCodec.resolve(in, lambda, captured);
	}

	private static String text(ObjectDecoder in) throws PayloadException {
		String text = in.readName();
		if (text == null) {
			throw PayloadException.corrupt("a lambda lacks a name");
		}
		return text;
	}

	private static Method rebuilder(Class<?> capturing) throws PayloadException {
		try {
			return capturing.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
		}
		catch (NoSuchMethodException ex) {
			throw new PayloadException(Kind.CORRUPT,
					capturing.getName() + " has no Serializable lambda; run both processes with the same version of it",
					capturing.getName(), ex);
		}
	}

	private static Object rebuild(Method rebuilder, SerializedLambda lambda) throws PayloadException {
		Object rebuilt;
		try {
			rebuilt = rebuilder.invoke(null, lambda);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(rebuilder.getDeclaringClass(), "Rebuilding a lambda",
					ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw PayloadException.userCode(rebuilder.getDeclaringClass(), "Rebuilding a lambda", ex);
		}
		if (rebuilt == null) {
			throw PayloadException.corrupt("a lambda of " + rebuilder.getDeclaringClass().getName() + " is gone");
		}
		return rebuilt;
	}

	/** Lets serialization call the hook of a lambda that belongs to the JDK. */
	private static final class LambdaSpy extends ObjectOutputStream {

		private @Nullable Object found;

		LambdaSpy() throws IOException {
			super(OutputStream.nullOutputStream());
			enableReplaceObject(true);
		}

		static @Nullable Object describe(Object lambda) throws PayloadException {
			try (LambdaSpy spy = new LambdaSpy()) {
				spy.writeObject(lambda);
				return spy.found;
			}
			catch (IOException ex) {
				throw PayloadException.userCode(lambda.getClass(), "Serialization", ex);
			}
		}

		@Override
		protected @Nullable Object replaceObject(Object object) {
			if (object instanceof SerializedLambda) {
				this.found = object;
			}
			return null;
		}

	}

}
