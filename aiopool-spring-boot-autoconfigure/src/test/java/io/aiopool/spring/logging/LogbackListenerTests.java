package io.aiopool.spring.logging;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aiopool.logging.WorkerLogEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogbackListenerTests {

	/** The console of Spring Boot asks each event for properties of its context. */
	@Test
	void layoutsFindThePropertiesOfTheLoggerContext() {
		LoggerContext context = new LoggerContext();
		context.putProperty("who", "shop");
		PatternLayout layout = new PatternLayout();
		layout.setContext(context);
		layout.setPattern("%property{who} %contextName %level %logger %thread %msg");
		layout.start();
		context.setName("here");
		List<String> lines = new ArrayList<>();
		context.getLogger("ROOT").addAppender(appender(context, layout, lines));
		new LogbackListener(context).logged(new WorkerLogEvent(new WorkerLogEvent.Worker("default", 0, 1, 42), 7,
				Instant.now(), Level.INFO, "acme.Work", "task-1", "hello", null, Map.of()));
		assertThat(lines).containsExactly("shop here INFO acme.Work task-1 hello");
	}

	private static AppenderBase<ILoggingEvent> appender(LoggerContext context, PatternLayout layout,
			List<String> lines) {
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				lines.add(layout.doLayout(event));
			}

		};
		appender.setContext(context);
		appender.start();
		return appender;
	}

}
