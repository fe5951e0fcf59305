package io.aiopool.demo.run;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What came of a page: its content or its failure.
 *
 * @param <T> type of the content
 */
record Fetched<T>(@Nullable T content, @Nullable PageFailure failure) {

	static <T> Fetched<T> of(T content) {
		return new Fetched<>(content, null);
	}

	static <T> Fetched<T> failed(PageFailure failure) {
		return new Fetched<>(null, failure);
	}

	static <T> List<T> contents(List<Fetched<T>> pages) {
		return pages.stream().map(Fetched::content).filter(Objects::nonNull).toList();
	}

	static <T> List<PageFailure> failures(List<Fetched<T>> pages) {
		return pages.stream().map(Fetched::failure).filter(Objects::nonNull).toList();
	}

}
