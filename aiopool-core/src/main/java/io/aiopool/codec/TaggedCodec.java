package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The codec of aiopool's own format. Thread-safe: each call borrows an encoder or decoder
 * that nobody else has, so hooks may call back into the codec.
 */
final class TaggedCodec implements PayloadCodec {

	/** A larger buffer is handed out as the payload instead of being kept. */
	private static final int KEEP_BYTES = 1 << 20;

	/** The classes as the encoder sees them. */
	private final TypeTable written;

	/** The classes as the decoder sees them. */
	private final TypeTable read;

	private final SparePool<ObjectEncoder> encoders = new SparePool<>();

	private final SparePool<ObjectDecoder> decoders = new SparePool<>();

	TaggedCodec(CodecSettings settings) {
		this.read = new TypeTable(settings);
		this.written = (settings.writeFilter() == settings.typeFilter()) ? this.read
				: new TypeTable(settings, settings.writeFilter(), false);
	}

	@Override
	public ByteBuffer encode(@Nullable Object value) throws PayloadException {
		return encode(value, null);
	}

	@Override
	public Payload pack(@Nullable Object value) throws PayloadException {
		List<byte[]> parts = new ArrayList<>(0);
		ByteBuffer bytes = encode(value, parts);
		return Payload.of(bytes, parts.isEmpty() ? List.of() : parts);
	}

	private ByteBuffer encode(@Nullable Object value, @Nullable List<byte[]> parts) throws PayloadException {
		ObjectEncoder encoder = this.encoders.take();
		if (encoder == null) {
			encoder = new ObjectEncoder(this.written);
		}
		try {
			encoder.divertTo(parts);
			encoder.write(value);
			encoder.checkRoom(0);
			int length = encoder.position;
			byte[] bytes = (length > KEEP_BYTES) ? encoder.buffer : encoder.copy();
			release(encoder);
			return ByteBuffer.wrap(bytes, 0, length);
		}
		catch (PayloadException ex) {
			release(encoder);
			throw ex;
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			throw new PayloadException(Kind.USER_CODE, "Encoding failed with " + PayloadException.describe(ex), null,
					ex);
		}
	}

	private void release(ObjectEncoder encoder) {
		if (encoder.buffer.length > KEEP_BYTES) {
			encoder.detach();
		}
		encoder.reset();
		this.encoders.give(encoder);
	}

	@Override
	public @Nullable Object decode(ByteBuffer payload) throws PayloadException {
		Object value = unpack(Payload.of(payload));
		payload.position(payload.limit());
		return value;
	}

	@Override
	public @Nullable Object unpack(Payload payload) throws PayloadException {
		int maxBytes = this.read.settings().maxBytes();
		if (payload.size() > maxBytes) {
			throw PayloadWriter.tooLarge(maxBytes);
		}
		ObjectDecoder decoder = this.decoders.take();
		if (decoder == null) {
			decoder = new ObjectDecoder(this.read);
		}
		try {
			decoder.open(payload, this.read.settings().maxMemory());
			Object value = decoder.readRoot();
			release(decoder);
			return value;
		}
		catch (PayloadException ex) {
			release(decoder);
			throw ex;
		}
		catch (StackOverflowError ex) {
			// A set within itself has no hash, nor has a chain of hooks an end.
			throw new PayloadException(Kind.TOO_DEEP, "Reading the payload overflows the stack", null, ex);
		}
		catch (RuntimeException ex) {
			throw new PayloadException(Kind.CORRUPT, "Malformed payload: " + PayloadException.describe(ex), null, ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Error ex) {
			throw new PayloadException((ex instanceof LinkageError) ? Kind.CLASS_NOT_FOUND : Kind.USER_CODE,
					"A class cannot be used in this process: " + PayloadException.describe(ex), null, ex);
		}
	}

	private void release(ObjectDecoder decoder) {
		decoder.reset();
		this.decoders.give(decoder);
	}

}
