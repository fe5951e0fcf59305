package io.aiopool.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The class file of this class is defined once more, as a hidden class, for every class
 * that is compiled. The handles are constants of that hidden class, so that the JIT
 * compiler looks through them as if they were written out here.
 */
final class CompiledTemplate extends CompiledStruct {

	/** (ObjectEncoder, Object)void. */
	private static final MethodHandle WRITE = handle(0);

	/** (ObjectDecoder, int)Object. */
	private static final MethodHandle READ = handle(1);

	private static MethodHandle handle(int index) {
		try {
			MethodHandle[] handles = MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle[].class);
			return handles[index];
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	void write(ObjectEncoder out, Object value) throws Throwable {
		WRITE.invokeExact(out, value);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws Throwable {
		return (Object) READ.invokeExact(in, id);
	}

}
