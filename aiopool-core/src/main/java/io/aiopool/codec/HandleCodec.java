package io.aiopool.codec;

import io.aiopool.codec.Handles.Handle;
import io.aiopool.codec.PayloadException.Kind;

/**
 * Objects that are replaced by handles, see {@link Handles}. Thread-safe.
 */
final class HandleCodec extends TypeCodec {

	HandleCodec() {
		super(Identity.LATE);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Handle handle = handles(out.types()).replace(value);
		out.writeByte(handle.kind());
		out.writeFixedInt(handle.detail());
		out.writeFixedInt((int) (handle.id() >>> Integer.SIZE));
		out.writeFixedInt((int) handle.id());
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Handles handles = handles(in.types());
		int kind = in.readByte() & 0xff;
		int detail = in.readFixedInt();
		long high = in.readFixedInt();
		long low = Integer.toUnsignedLong(in.readFixedInt());
		return handles.resolve(new Handle(kind, high << Integer.SIZE | low, detail));
	}

	private static Handles handles(TypeTable types) throws PayloadException {
		Handles handles = types.settings().handles();
		if (handles == null) {
			throw new PayloadException(Kind.NOT_ALLOWED, "A handle is not accepted here", null, null);
		}
		return handles;
	}

}
