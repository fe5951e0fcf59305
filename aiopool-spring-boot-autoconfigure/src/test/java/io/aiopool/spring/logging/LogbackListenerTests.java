package io.aiopool.spring.logging;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerThrowable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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

	/** As a worker may send them that is not an honest one. */
	@Test
	@Tag("F77")
	void nameOfVeryManyPartsCostsNothing() {
		LoggerContext context = new LoggerContext();
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		context.getLogger("ROOT").addAppender(appender);
		LogbackListener listener = new LogbackListener(context);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int i = 0; i < 20; i++) {
				listener.logged(event(".".repeat(250_000) + i, "hello", null));
			}
		});
		assertThat(appender.list).hasSize(20);
		assertThat(context.getLoggerList()).as("no logger is made").hasSize(1);
	}

	@Test
	@Tag("F77")
	void furtherLinesAreMarkedInTextAndStayAsTheyAreInRecords() {
		String forged = "2026-01-01 ERROR acme.Bank paid";
		LoggerContext context = new LoggerContext();
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		ListAppender<ILoggingEvent> handedOn = new ListAppender<>();
		handedOn.start();
		AsyncAppenderBase<ILoggingEvent> async = new AsyncAppenderBase<>();
		async.setContext(context);
		async.addAppender(writing(context, pattern(), text));
		async.start();
		context.getLogger("acme").addAppender(async);
		context.getLogger("ROOT").addAppender(writing(context, new JsonEncoder(), json));
		context.getLogger("ROOT").addAppender(handedOn);
		WorkerThrowable cause = new WorkerThrowable("acme.Why", "why\n" + forged, List.of(), null, List.of());
		new LogbackListener(context).logged(event("acme.Work", "hello\n" + forged,
				new WorkerThrowable("acme.X", null, List.of(), cause, List.of())));
		async.stop();
		assertThat(text.toString(StandardCharsets.UTF_8).lines()).contains("INFO acme.Work hello", "  | " + forged)
			.anyMatch((line) -> line.contains("acme.Why: why"))
			.doesNotContain(forged);
		assertThat(json.toString(StandardCharsets.UTF_8)).contains("\"hello\\n" + forged + "\"",
				"\"why\\n" + forged + "\"");
		assertThat(handedOn.list).singleElement()
			.returns("hello\n" + forged, ILoggingEvent::getFormattedMessage)
			.satisfies((event) -> assertThat(event.getThrowableProxy().getCause().getMessage())
				.isEqualTo("why\n" + forged));
	}

	private static WorkerLogEvent event(String logger, String message, WorkerThrowable failure) {
		return new WorkerLogEvent(new WorkerLogEvent.Worker("default", 0, 1, 42), 7, Instant.now(), Level.INFO, logger,
				"task-1", message, failure, Map.of());
	}

	private static PatternLayoutEncoder pattern() {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setPattern("%level %logger %msg%n");
		return encoder;
	}

	private static OutputStreamAppender<ILoggingEvent> writing(LoggerContext context, Encoder<ILoggingEvent> encoder,
			OutputStream out) {
		encoder.setContext(context);
		encoder.start();
		OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
		appender.setContext(context);
		appender.setEncoder(encoder);
		appender.setOutputStream(out);
		appender.start();
		return appender;
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
