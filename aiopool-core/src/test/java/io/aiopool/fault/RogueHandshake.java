package io.aiopool.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.function.Consumer;

import io.aiopool.wire.Bootstrap;
import io.aiopool.wire.RogueWire;

/**
 * What a child, or a stranger that has found its socket, may do before it connects as it
 * should. Notes what came of it.
 */
final class RogueHandshake {

	private RogueHandshake() {
	}

	static void perform(String mode, Bootstrap bootstrap, Consumer<String> note) throws Exception {
		byte[] token = bootstrap.token();
		switch (mode) {
			case "other-version" ->
				say(bootstrap, RogueWire.handshake(RogueWire.VERSION + 1, true, token, RogueWire.BUILD), note);
			case "other-build" -> say(bootstrap, RogueWire.handshake(RogueWire.VERSION, true, token, "9.9.9"), note);
			case "wrong-token" -> {
				byte[] wrong = token.clone();
				wrong[31] ^= 1;
				say(bootstrap, RogueWire.handshake(RogueWire.VERSION, true, wrong, RogueWire.BUILD), note);
			}
			case "absent-token" -> say(bootstrap, new byte[0], note);
			case "no-handshake" -> say(bootstrap, new byte[500], note);
			case "slow" -> dribble(bootstrap, note);
			case "never" -> Thread.sleep(FaultPools.LIMIT.toMillis());
			case "noted" -> note.accept(HexFormat.of().formatHex(token));
			case "second-connection" -> {
				SocketChannel first = RogueWire.open(bootstrap);
				first.write(ByteBuffer.wrap(RogueWire.handshake(RogueWire.VERSION, true, token, RogueWire.BUILD)));
				awaitAnswer(first);
				say(bootstrap, RogueWire.handshake(RogueWire.VERSION, true, token, RogueWire.BUILD), note);
				Runtime.getRuntime().halt(0);
			}
			default -> {
			}
		}
	}

	/** With the right token, once it has been used. */
	static void afterwards(String mode, Bootstrap bootstrap, Consumer<String> note) {
		if (mode.equals("replayed-token")) {
			try {
				say(bootstrap, RogueWire.handshake(RogueWire.VERSION, true, bootstrap.token(), RogueWire.BUILD), note);
			}
			catch (IOException ex) {
				note.accept("refused " + ex.getClass().getSimpleName());
			}
		}
		if (mode.equals("slow")) {
			note.accept("connected");
		}
	}

	/** Notes how many milliseconds it takes to be shown the door. */
	private static void say(Bootstrap bootstrap, byte[] bytes, Consumer<String> note) throws IOException {
		long began = System.nanoTime();
		try (SocketChannel channel = RogueWire.open(bootstrap)) {
			if (bytes.length > 0) {
				channel.write(ByteBuffer.wrap(bytes));
			}
			String answer = awaitAnswer(channel);
			note.accept(answer + " " + (System.nanoTime() - began) / 1_000_000);
		}
	}

	private static String awaitAnswer(SocketChannel channel) {
		try {
			return (channel.read(ByteBuffer.allocate(1)) < 0) ? "closed" : "accepted";
		}
		catch (IOException ex) {
			return "closed";
		}
	}

	/** A byte at a time, beside a worker that does as it should. */
	private static void dribble(Bootstrap bootstrap, Consumer<String> note) throws IOException {
		SocketChannel channel = RogueWire.open(bootstrap);
		byte[] bytes = RogueWire.handshake(RogueWire.VERSION, true, bootstrap.token(), RogueWire.BUILD);
		channel.write(ByteBuffer.wrap(bytes, 0, 1));
		Thread thread = new Thread(() -> {
			try {
				for (int i = 1; i < bytes.length; i++) {
					Thread.sleep(100);
					channel.write(ByteBuffer.wrap(bytes, i, 1));
				}
				note.accept("dribbled to the end");
			}
			catch (IOException | InterruptedException ex) {
				note.accept("closed");
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

}
