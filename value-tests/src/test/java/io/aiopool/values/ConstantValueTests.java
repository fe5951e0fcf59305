package io.aiopool.values;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Constants, sentinels and transient fields of Kotlin and Spring in a child JVM.
 */
class ConstantValueTests {

	private static ProcessPool pool;

	@BeforeAll
	static void open() {
		pool = ProcessPool.builder().processes(1).trustedPackages(List.of("org.springframework")).build();
	}

	@AfterAll
	static void close() {
		pool.terminate();
	}

	static Stream<Object> constants() {
		return Stream.of(Shape.Nothing.INSTANCE, Access.Granted.INSTANCE, Access.Denied.INSTANCE, Level.LOW, Level.HIGH,
				HttpMethod.GET, HttpMethod.PATCH, Sort.unsorted(), Limit.unlimited(), Pageable.unpaged());
	}

	@ParameterizedTest
	@MethodSource("constants")
	void constantsComeBackAsThemselves(Object constant) {
		Object back = pool.apply((Object value) -> value, constant).join();
		assertThat(back).isSameAs(constant);
	}

	@Test
	void constantsAreThoseOfTheChildThere() {
		assertThat(pool.apply(ShapesKt::describe, (Shape) Shape.Nothing.INSTANCE).join()).isEqualTo("nothing");
		assertThat(pool.apply(ConstantsKt::decide, (Access) Access.Granted.INSTANCE).join()).isEqualTo("granted");
		assertThat(pool.apply(ConstantsKt::decide, (Access) Access.Denied.INSTANCE).join()).isEqualTo("denied");
		assertThat(pool.apply(ConstantsKt::decide, (Access) new Access.Limited(5)).join()).isEqualTo("for 5 h");
		assertThat(pool.apply((Level level) -> level == Level.HIGH && level.getPasses().invoke(10), Level.HIGH).join())
			.isTrue();
		assertThat(pool.apply((HttpMethod method) -> method == HttpMethod.GET, HttpMethod.GET).join()).isTrue();
		assertThat(pool.apply((Sort sort) -> sort == Sort.unsorted(), Sort.unsorted()).join()).isTrue();
		assertThat(pool.apply((Limit limit) -> limit == Limit.unlimited(), Limit.unlimited()).join()).isTrue();
	}

	@Test
	void valuesBesideConstantsAreValues() {
		assertThat(pool.apply((Sort sort) -> sort.getOrderFor("name"), Sort.by("name")).join().isAscending()).isTrue();
		assertThat(pool.apply((Limit limit) -> limit.max(), Limit.of(7)).join()).isEqualTo(7);
		assertThat(pool.apply((HttpMethod method) -> method.name(), HttpMethod.valueOf("QUERY")).join())
			.isEqualTo("QUERY");
		assertThat(pool
			.apply((MediaType type) -> type.isCompatibleWith(MediaType.APPLICATION_JSON), MediaType.APPLICATION_JSON)
			.join()).isTrue();
	}

	@Test
	void aSentinelInACompanionIsASentinel() {
		assertThat(pool.apply(Patch::isSet, new Patch()).join()).isFalse();
		assertThat(pool.apply(Patch::isSet, new Patch(null)).join()).isTrue();
		assertThat(pool.apply((Patch patch) -> patch, new Patch()).join().isSet()).isFalse();
	}

	@Test
	void transientFieldsAreSetOrRefused() {
		assertThat(pool.apply(Session::length, new Session("four")).join()).isEqualTo(4);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> pool.apply(LockedSession::isLocked, new LockedSession("id")).join())
			.withCauseInstanceOf(TaskSerializationException.class)
			.withMessageContaining("transient field lock");
	}

}
