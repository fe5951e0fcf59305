package io.aiopool.demo.web;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.aiopool.demo.run.Run;
import io.aiopool.demo.run.RunInProgressException;
import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunSnapshot;
import io.aiopool.demo.run.Runs;
import reactor.core.publisher.Flux;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Starts runs and tells how they go. */
@RestController
@RequestMapping("/api")
class RunController {

	private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);

	private final Runs runs;

	RunController(Runs runs) {
		this.runs = runs;
	}

	/**
	 * What to start.
	 *
	 * @param mode where to run
	 */
	record StartRequest(RunMode mode) {

	}

	@PostMapping(path = "/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RunSnapshot> start(@RequestBody StartRequest request) {
		if (request.mode() == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "mode is missing: pool or in-process");
		}
		Run run = this.runs.start(request.mode());
		return ResponseEntity.accepted().location(URI.create("/api/runs/" + run.id())).body(run.snapshot());
	}

	@ExceptionHandler
	ProblemDetail running(RunInProgressException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

	@GetMapping("/runs")
	List<RunSnapshot> list() {
		return this.runs.latest().stream().map(Run::snapshot).toList();
	}

	@GetMapping("/runs/{id}")
	RunSnapshot get(@PathVariable String id) {
		return find(id).snapshot();
	}

	@GetMapping(path = "/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<RunSnapshot> events(@PathVariable String id) {
		return find(id).events();
	}

	/** The latest run, whoever started it, and then the next one. */
	@GetMapping(path = "/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<RunSnapshot> progress() {
		return Flux.interval(Duration.ZERO, PROGRESS_INTERVAL)
			.onBackpressureLatest()
			.concatMapIterable((tick) -> this.runs.latest().stream().limit(1).map(Run::snapshot).toList(), 1)
			.distinctUntilChanged();
	}

	@GetMapping("/books.csv")
	ResponseEntity<Resource> csv() {
		if (!Files.isRegularFile(this.runs.csv())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No run has finished yet");
		}
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
			.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"books.csv\"")
			.body(new FileSystemResource(this.runs.csv()));
	}

	private Run find(String id) {
		return this.runs.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id));
	}

}
