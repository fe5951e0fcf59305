package io.aiopool.values

import io.aiopool.ProcessPool
import io.aiopool.RemoteFunction
import io.aiopool.TaskSerializationException
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import java.net.Socket
import kotlin.time.TimeMark
import kotlin.time.TimeSource

/**
 * What is said of values of Kotlin that do not cross, and what comes of doing as it says.
 */
@Tag("F102")
@Tag("F103")
class KotlinRefusalTests {

	@Test
	fun `a lambda is refused until it is marked, or an object of a class`() {
		val plain: (Int) -> Int = { it + 1 }
		assertThat(refusal(plain)).contains("@JvmSerializableLambda", "an object of a class").doesNotContain("java.io")
		val marked: (Int) -> Int = @JvmSerializableLambda { it + 1 }
		assertThat(pool.apply(RemoteFunction<(Int) -> Int, Int> { it(3) }, marked).join()).isEqualTo(4)
		assertThat(pool.apply(RemoteFunction<(Int) -> Int, Int> { it(3) }, Times(2)).join()).isEqualTo(6)
	}

	@Test
	fun `a default that is a lambda is refused until it is marked`() {
		assertThat(refusal(mapOf("a" to 1).withDefault { 7 })).contains("@JvmSerializableLambda")
		val marked = mapOf("a" to 1).withDefault(@JvmSerializableLambda { it.length })
		val default = pool.apply(RemoteFunction<Map<String, Int>, Int> { it.getValue("four") }, marked).join()
		assertThat(default).isEqualTo(4)
	}

	class Delegating {

		val socket by lazy { Socket() }

	}

	class Computing {

		val socket get() = Socket()

	}

	@Test
	fun `a lazy property that holds a handle is refused until it is computed`() {
		assertThat(refusal(Delegating())).contains("it is a handle", "socket", Delegating::class.java.name, "getter")
			.doesNotContain("transient")
		val bound = pool.apply(RemoteFunction<Computing, Boolean> { it.socket.isBound }, Computing()).join()
		assertThat(bound).isFalse()
	}

	@Test
	fun `a lazy property that cannot be evaluated is refused with its reason`() {
		assertThat(refusal(Broken())).contains("cannot be computed", "value\$delegate")
	}

	@Test
	fun `what makes its items when they are read is refused until it is a list`() {
		val texts = listOf("a", "b")
		for (lazily in listOf(texts.withIndex(), texts.asSequence().asIterable())) {
			assertThat(refusal(lazily)).contains("toList()").doesNotContain("aiopool.trusted")
			assertThat(pool.apply(RemoteFunction<List<Any>, Int> { it.size }, lazily.toList()).join()).isEqualTo(2)
		}
	}

	@Test
	fun `what a regular expression has found is refused until it is copied`() {
		val match = Regex("a(b)?").find("xab")!!
		for (view in listOf(match, match.groups, match.groupValues, match.destructured)) {
			assertThat(refusal(view)).contains("groupValues.toList()").doesNotContain("aiopool.trusted")
		}
		val copied = pool.apply(RemoteFunction<List<String>, String> { it[1] }, match.groupValues.toList()).join()
		assertThat(copied).isEqualTo("b")
	}

	@Test
	fun `a reading of the clock of one process is refused until it is a duration`() {
		val mark: TimeMark = TimeSource.Monotonic.markNow()
		assertThat(refusal(mark)).contains("a clock that began with this JVM", "the time that has passed")
		val passed = mark.elapsedNow()
		val there = pool.apply(RemoteFunction<List<Any>, Any> { it[0] }, listOf(passed)).join()
		assertThat(there).isEqualTo(passed)
	}

	private fun refusal(value: Any): String {
		val thrown = catchThrowable { pool.apply(RemoteFunction<Any, Any> { it }, value).join() }
		assertThat(thrown.cause).isInstanceOf(TaskSerializationException::class.java)
		return thrown.message!!
	}

	companion object {

		private lateinit var pool: ProcessPool

		@JvmStatic
		@BeforeAll
		fun start() {
			pool = ProcessPool.builder().processes(1).build()
		}

		@JvmStatic
		@AfterAll
		fun close() = pool.close()

	}

}
