package io.aiopool.wire;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The pieces of the protocol, for a test child that puts them together wrongly.
 */
public final class RogueWire {

	/** The version of the protocol. */
	public static final int VERSION = Handshake.VERSION;

	/** The build that this JVM runs. */
	public static final String BUILD = BuildId.CURRENT;

	private RogueWire() {
	}

	/** A connection that has not said anything. */
	public static SocketChannel open(Bootstrap bootstrap) throws IOException {
		return Address.parse(bootstrap.address()).connect();
	}

	/** The first bytes of a connection. */
	public static byte[] handshake(int version, boolean commands, byte[] token, String build) {
		Handshake.Role role = commands ? Handshake.Role.COMMANDS : Handshake.Role.EVENTS;
		return new Handshake(version, role, token, build).encode().array();
	}

	/** A message as it is sent. */
	public static byte[] frame(ChildMessage message) {
		return Frames.bytes(ChildMessages.frame(message));
	}

	/** A message that is the parent's to send. */
	public static byte[] frame(ParentMessage message) {
		return Frames.bytes(ParentMessages.frame(message));
	}

	/**
	 * A log event of which nothing is bounded, as no honest child makes it.
	 *
	 * @param time microseconds since 1970
	 * @param logger name of the logger
	 * @param thread name of the thread
	 * @param message the message
	 * @param failures so many exceptions go with it, each the cause of the one before
	 * @param frames so many frames has each
	 * @param context the diagnostic context
	 */
	public record RawLog(long time, String logger, String thread, String message, int failures, int frames,
			Map<String, String> context) {
	}

	/** Log events as they are sent. */
	public static byte[] logs(List<RawLog> entries) {
		FieldWriter out = new FieldWriter(ChildMessages.LOG).i64(0).i32(entries.size());
		for (RawLog entry : entries) {
			out.i64(entry.time()).u8(Level.INFO.ordinal()).text(entry.logger()).text(entry.thread()).i64(0);
			out.text(entry.message()).bool(entry.failures() > 0);
			for (int left = entry.failures(); left > 0; left--) {
				out.text(entry.logger()).text(entry.message()).i32(entry.frames());
				for (int i = 0; i < entry.frames(); i++) {
					out.text(entry.logger()).text(entry.thread()).text(entry.thread()).i32(i);
				}
				out.bool(left > 1);
			}
			for (int i = 0; i < entry.failures(); i++) {
				out.i32(0);
			}
			out.pairs(entry.context());
		}
		return Frames.bytes(out.frame());
	}

	/** A frame of any bytes. */
	public static byte[] frame(byte... body) {
		return ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body).array();
	}

	/** The first bytes of others. */
	public static byte[] first(byte[] bytes, int count) {
		return Arrays.copyOf(bytes, count);
	}

}
