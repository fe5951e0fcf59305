package io.aiopool.codec;

import java.lang.reflect.Array;

import org.jspecify.annotations.Nullable;

/**
 * Arrays of objects, of any dimension. Thread-safe.
 */
final class ArrayCodec extends TypeCodec {

	private final Class<?> component;

	ArrayCodec(Class<?> arrayType) {
		super(Identity.EARLY);
		this.component = arrayType.getComponentType();
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		@Nullable Object[] array = (Object[]) value;
		out.writeCount(array.length);
		for (int i = 0; i < array.length; i++) {
			try {
				out.writeElement(array[i]);
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] array = (Object[]) Array.newInstance(this.component, in.readCount());
		in.publish(id, array);
		for (int i = 0; i < array.length; i++) {
			try {
				array[i] = in.read();
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
			catch (ArrayStoreException ex) {
				throw PayloadException.corrupt("an array of " + this.component.getName() + " holds another type");
			}
		}
		return array;
	}

}
