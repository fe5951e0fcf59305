package io.aiopool.values

import io.aiopool.ProcessPool
import io.aiopool.RemoteFunction
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Tag
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource

/**
 * Values of Kotlin in a child JVM: what they do there is what they do here.
 */
@Tag("F102")
class KotlinValueTests {

	@ParameterizedTest
	@MethodSource("io.aiopool.values.KotlinCases#all")
	fun `a value does there what it does here`(one: KotlinCase) {
		val there = pool.apply(one.probe, one.make()).join()
		assertThat(there).isEqualTo(one.probe.apply(one.make()))
	}

	@ParameterizedTest
	@MethodSource("io.aiopool.values.KotlinCases#all")
	fun `a value does after its return what it did before`(one: KotlinCase) {
		val answer = other.apply(RemoteFunction<Any?, Any?> { it }, one.make())
		if (one.isLambda) {
			assertThatThrownBy { answer.join() }.hasMessageContaining("lambdas travel from parent to child only")
			return
		}
		val back = answer.join()
		assertThat(one.probe.apply(back)).isEqualTo(one.probe.apply(one.make()))
	}

	companion object {

		private lateinit var pool: ProcessPool

		/** Knows no type from the questions. */
		private lateinit var other: ProcessPool

		@JvmStatic
		@BeforeAll
		fun start() {
			pool = ProcessPool.builder().processes(1).build()
			other = ProcessPool.builder().processes(1).build()
		}

		@JvmStatic
		@AfterAll
		fun close() {
			pool.close()
			other.close()
		}

	}

}
