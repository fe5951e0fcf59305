package io.aiopool.spring.logging;

import java.util.Iterator;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EchoEncoder;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.net.SyslogAppenderBase;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;

/**
 * Knows the appenders that write text, in which each event begins with a line. Others
 * write records, such as JSON, or hand events on as they are.
 */
final class TextAppenders {

	private TextAppenders() {
	}

	static boolean contain(Appender<ILoggingEvent> appender) {
		if (appender instanceof OutputStreamAppender<ILoggingEvent> writing) {
			Encoder<ILoggingEvent> encoder = writing.getEncoder();
			return encoder instanceof LayoutWrappingEncoder || encoder instanceof EchoEncoder;
		}
		return appender instanceof SyslogAppenderBase || appender instanceof SiftingAppenderBase
				|| appender instanceof AppenderAttachable<?> attachable && anyOf(attachable.iteratorForAppenders());
	}

	@SuppressWarnings("unchecked")
	private static boolean anyOf(Iterator<? extends Appender<?>> appenders) {
		while (appenders.hasNext()) {
			if (contain((Appender<ILoggingEvent>) appenders.next())) {
				return true;
			}
		}
		return false;
	}

}
