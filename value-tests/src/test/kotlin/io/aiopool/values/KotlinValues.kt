@file:OptIn(kotlin.time.ExperimentalTime::class, kotlin.uuid.ExperimentalUuidApi::class)

package io.aiopool.values

import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Instant
import kotlin.uuid.Uuid

/** Values of Kotlin that Java cannot write down. */
object KotlinValues {

	@JvmStatic
	fun unsigned(): List<Any> = listOf(7u, UInt.MAX_VALUE, ULong.MAX_VALUE, UByte.MAX_VALUE, UShort.MAX_VALUE)

	@JvmStatic
	fun unsignedArray(): Any = uintArrayOf(1u, UInt.MAX_VALUE)

	@JvmStatic
	fun evaluated(): Lazy<String> = lazy { "evaluated" }.also { it.value }

	@JvmStatic
	fun pending(): Lazy<String> = lazy { "evaluated late" }

	@JvmStatic
	fun unsafe(): Lazy<String> = lazy(LazyThreadSafetyMode.NONE) { "unsafe" }

	@JvmStatic
	fun publication(): Lazy<String> = lazy(LazyThreadSafetyMode.PUBLICATION) { "publication" }

	@JvmStatic
	fun success(): Any = Result.success("done")

	@JvmStatic
	fun failure(): Any = Result.failure<String>(IllegalStateException("gone"))

	@JvmStatic
	fun describeResult(result: Any): String = (result as Result<*>).fold({ "success $it" }, { "failure $it" })

	@JvmStatic
	fun duration(): Any = 1500.milliseconds

	@JvmStatic
	fun instant(): Instant = Instant.fromEpochSeconds(1_000_000_000, 17)

	@JvmStatic
	fun uuid(): Uuid = Uuid.parse("00010203-0405-0607-0809-0a0b0c0d0e0f")

	@JvmStatic
	fun regex(): Regex = Regex("a+(b)?", setOf(RegexOption.IGNORE_CASE, RegexOption.MULTILINE))

	@JvmStatic
	fun describeUnsigned(value: Any): String = when (value) {
		is UInt -> "UInt ${value + 1u}"
		is ULong -> "ULong ${value / 2u}"
		is UByte -> "UByte $value"
		is UShort -> "UShort $value"
		else -> "no unsigned number"
	}

	/** What a Kotlin function declares as a list may be one of Kotlin's own. */
	@JvmStatic
	fun none(count: Int): List<String> = if (count == 0) emptyList() else List(count) { "x" }

	@JvmStatic
	fun built(count: Int): Map<String, Int> = buildMap { repeat(count) { put("k$it", it) } }

}
