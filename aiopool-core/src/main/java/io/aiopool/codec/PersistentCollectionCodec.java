package io.aiopool.codec;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Collections that Hibernate puts into entities. They arrive as what they are outside of
 * a session; one that has not been read from the database yet would be of no use there.
 * Thread-safe.
 */
final class PersistentCollectionCodec extends TypeCodec {

	private final StructCodec fields;

	private final Method wasInitialized;

	private PersistentCollectionCodec(StructCodec fields, Method wasInitialized) {
		super(fields.identity);
		this.fields = fields;
		this.wasInitialized = wasInitialized;
	}

	/** Returns the codec, null if the class is no such collection. */
	static @Nullable TypeCodec of(StructCodec fields) {
		try {
			return new PersistentCollectionCodec(fields, fields.type.getMethod("wasInitialized"));
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	StructCodec fields() {
		return this.fields;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		if (!Boolean.TRUE.equals(Hooks.call(this.wasInitialized, value))) {
			throw PayloadException.unsupported(this.fields.type,
					"it is a lazy association that has not been read, and there is no session on the other side; read"
							+ " it before (Hibernate.initialize, a fetch join), or pass an id or a DTO");
		}
		this.fields.write(out, value);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return this.fields.read(in, id);
	}

	@Override
	int shape() {
		return this.fields.shape();
	}

}
