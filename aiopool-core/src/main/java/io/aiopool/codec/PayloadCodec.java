package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Encodes object graphs as bytes and decodes them: small tagged binary values, no
 * registration, no {@link java.io.Serializable} needed, object identity kept. Thread-safe
 * and re-entrant: each call borrows an encoder or decoder that nobody else has, so hooks
 * of the classes on the way may call back into the codec.
 */
public final class PayloadCodec {

	/** A larger buffer is handed out as the payload instead of being kept. */
	private static final int KEEP_BYTES = 1 << 20;

	/** The classes as the encoder sees them. */
	private final TypeTable written;

	/** The classes as the decoder sees them. */
	private final TypeTable read;

	private final SparePool<ObjectEncoder> encoders = new SparePool<>();

	private final SparePool<ObjectDecoder> decoders = new SparePool<>();

	/**
	 * Creates a codec.
	 * @param settings class loader, filters and limits
	 */
	public PayloadCodec(CodecSettings settings) {
		this.read = new TypeTable(settings);
		this.written = (settings.writeFilter() == settings.typeFilter()) ? this.read
				: new TypeTable(settings, settings.writeFilter(), false);
	}

	/**
	 * Encodes the value completely before returning, so that a failure leaves nothing
	 * half sent.
	 * @param value the root of the graph, may be {@code null}
	 * @return an array-backed heap buffer at position 0 that holds exactly the payload
	 * and belongs to the caller
	 * @throws PayloadException if the graph cannot be encoded or exceeds a limit
	 */
	public ByteBuffer encode(@Nullable Object value) throws PayloadException {
		return encode(value, null);
	}

	/**
	 * Encodes the value as {@link #encode} does, but may leave large arrays apart, of
	 * which it has made copies: what is changed in the value later changes nothing here.
	 * @param value the root of the graph, may be {@code null}
	 * @return the payload, which belongs to the caller
	 * @throws PayloadException if the graph cannot be encoded or exceeds a limit
	 */
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

	/**
	 * Decodes one value, consuming the whole buffer. The buffer is not retained.
	 * @param payload the bytes between position and limit
	 * @return the decoded root, {@code null} if {@code null} was encoded
	 * @throws PayloadException if the bytes are malformed, name a class that is not
	 * allowed or cannot be found, exceed a limit, or if code of a decoded class throws
	 */
	public @Nullable Object decode(ByteBuffer payload) throws PayloadException {
		Object value = unpack(Payload.of(payload));
		payload.position(payload.limit());
		return value;
	}

	/**
	 * Decodes what {@link #pack} has encoded. Its parts become parts of the value, so it
	 * may be done once.
	 * @param payload the payload
	 * @return the decoded root, {@code null} if {@code null} was encoded
	 * @throws PayloadException as {@link #decode} says, or if the parts are not those
	 * that the bytes speak of
	 */
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
