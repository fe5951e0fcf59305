package io.aiopool.values

/** Exceptions that Kotlin throws, and such as are written in it. */
object KotlinFailures {

	/** Has what Kotlin makes of properties, defaults and companions. */
	class Refused(val code: Int, val reasons: List<String> = emptyList(), cause: Throwable? = null) :
		RuntimeException("refused with $code", cause) {

		val first: String? by lazy { reasons.firstOrNull() }

	}

	/** Of a hierarchy that a `when` takes apart. */
	sealed class Outcome(message: String) : Exception(message) {

		data class Late(val millis: Long) : Outcome("late by $millis")

		data object Never : Outcome("never") {

			private fun readResolve(): Any = Never

		}

	}

	@JvmStatic
	fun refused(): Throwable = Refused(7, listOf("a", "b"), IllegalStateException("cause"))

	@JvmStatic
	fun late(): Throwable = Outcome.Late(5)

	@JvmStatic
	fun never(): Throwable = Outcome.Never

	@JvmStatic
	fun describe(outcome: Throwable): String = when (outcome as Outcome) {
		is Outcome.Late -> "late"
		Outcome.Never -> "never"
	}

	@JvmStatic
	fun uninitialized(): Throwable = caught {
		lateinit var late: String
		late.length
	}

	@JvmStatic
	fun noBranch(): Throwable = NoWhenBranchMatchedException("no branch")

	@JvmStatic
	fun unwritten(): Throwable = caught { TODO("later") }

	@JvmStatic
	fun notThere(): Throwable = caught { listOf<Int>().first() }

	private fun caught(block: () -> Unit): Throwable = runCatching(block).exceptionOrNull()!!

}
