package io.aiopool.values

import java.util.concurrent.locks.ReentrantLock

/** A closed family that is nothing but constants and one value. */
sealed interface Access {

	data object Granted : Access

	object Denied : Access

	data class Limited(val hours: Int) : Access

}

/** Has no branch for a second instance of a constant. */
fun decide(access: Access): String = when (access) {
	Access.Granted -> "granted"
	Access.Denied -> "denied"
	is Access.Limited -> "for ${access.hours} h"
}

/** A closed set of instances, without an enum. */
class Level private constructor(val name: String, val passes: (Int) -> Boolean) {

	companion object {

		@JvmField
		val LOW = Level("low") { it < 10 }

		@JvmField
		val HIGH = Level("high") { it >= 10 }

	}

}

/** Tells a name that is absent from one that is null. */
data class Patch(val name: Any? = UNSET) {

	fun isSet() = this.name !== UNSET

	companion object {

		private val UNSET = Any()

	}

}

/** All parameters have defaults, so the compiler adds a constructor without arguments. */
class Session(val id: String = "none") {

	@Transient
	private val lock = ReentrantLock()

	fun length(): Int {
		this.lock.lock()
		return this.id.length
	}

}

class LockedSession(val id: String) {

	@Transient
	private val lock = ReentrantLock()

	fun isLocked() = this.lock.isLocked

}
