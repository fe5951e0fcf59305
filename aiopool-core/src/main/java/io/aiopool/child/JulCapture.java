package io.aiopool.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.logging.LogManager;

import io.aiopool.logging.WorkerLog;

/**
 * The configuration of java.util.logging, and so of {@link System.Logger}, in a worker:
 * one handler that forwards, and the levels of the parent. The JDK makes an instance when
 * something there logs for the first time; before that it costs nothing.
 */
public final class JulCapture {

	/** Names this class, see {@link LogManager}. */
	static final String PROPERTY = "java.util.logging.config.class";

	private static volatile boolean used;

	public JulCapture() throws IOException {
		if (WorkerLog.find() instanceof LogForwarder forwarder) {
			used = true;
			LogManager.getLogManager().readConfiguration(configuration(forwarder));
		}
	}

	/** Lets the JDK find this class, unless the user has said how it is configured. */
	static void install() {
		if (System.getProperty("java.util.logging.config.file") == null
				&& System.getProperty("java.util.logging.manager") == null && System.getProperty(PROPERTY) == null) {
			System.setProperty(PROPERTY, JulCapture.class.getName());
		}
	}

	/** Levels have changed, to those that there are now. */
	static synchronized void update(LogForwarder forwarder) {
		if (used) {
			try {
				LogManager.getLogManager().updateConfiguration(configuration(forwarder), (key) -> (old, now) -> now);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static InputStream configuration(LogForwarder forwarder) {
		Properties properties = new Properties();
		properties.put("handlers", JulHandler.class.getName());
		properties.put(".level", level(forwarder.level("")));
		for (Map.Entry<String, Level> entry : forwarder.levels().entrySet()) {
			String key = entry.getKey().isEmpty() ? ".level" : entry.getKey() + ".level";
			properties.put(key, level(forwarder.level(entry.getKey())));
		}
		StringBuilder text = new StringBuilder();
		properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
		return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String level(Level level) {
		return switch (level) {
			case ALL -> "ALL";
			case TRACE -> "FINER";
			case DEBUG -> "FINE";
			case INFO -> "INFO";
			case WARNING -> "WARNING";
			case ERROR -> "SEVERE";
			case OFF -> "OFF";
		};
	}

}
