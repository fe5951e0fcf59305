package io.aiopool.values

import java.io.Serializable
import kotlin.properties.Delegates
import kotlin.time.Duration

/** What an application in Kotlin is made of. */
data class Order(
	val id: OrderId,
	val lines: List<Line> = emptyList(),
	val state: OrderState = OrderState.OPEN,
	val note: String? = null,
	val tags: Map<String, String> = emptyMap(),
	val patience: Duration = Duration.INFINITE,
) {

	val total: Cents by lazy { Cents(this.lines.sumOf { it.price.value * it.count.toLong() }) }

	var priority = 0

	operator fun plus(line: Line) = copy(lines = this.lines + line)

}

data class Line(val article: String, val price: Cents, val count: UInt = 1u)

@JvmInline
value class OrderId(val value: String) {

	init {
		require(this.value.isNotBlank()) { "no id" }
	}

	val short get() = this.value.take(2)

}

@JvmInline
value class Cents(val value: Long) : Comparable<Cents> {

	override fun compareTo(other: Cents) = this.value.compareTo(other.value)

	override fun toString() = "%d.%02d".format(this.value / 100, this.value % 100)

}

/** Boxed even where it is declared. */
@JvmInline
value class Maybe<T : Any>(val value: T?)

enum class OrderState(val label: String) {

	OPEN("open") {

		override fun next() = SENT

	},

	SENT("sent") {

		override fun next() = SENT

	};

	abstract fun next(): OrderState

}

sealed class Outcome<out T> {

	data class Done<T>(val value: T) : Outcome<T>()

	data class Failed(val error: Throwable) : Outcome<Nothing>()

	data object Skipped : Outcome<Nothing>()

}

fun describe(outcome: Outcome<*>) = when (outcome) {
	is Outcome.Done -> "done ${outcome.value}"
	is Outcome.Failed -> "failed ${outcome.error}"
	Outcome.Skipped -> "skipped"
}

object Registry {

	override fun toString() = "the registry"

}

fun interface Rule : Serializable {

	fun accepts(text: String): Boolean

}

class Named {

	companion object Factory {

		fun named() = "factory"

	}

}

/** Delegates all of a list to another, and adds to it. */
class Basket(private val lines: MutableList<Line>, val owner: String) : MutableList<Line> by lines

class Config(values: Map<String, Any?>) {

	val host: String by values

	val port: Int by values

}

class Deferred {

	lateinit var name: String

	fun isNamed() = ::name.isInitialized

}

open class Document private constructor(val title: String) {

	val words by lazy(LazyThreadSafetyMode.NONE) { this.title.split(' ') }

	companion object {

		fun of(title: String) = Document(title)

	}

}

class Broken {

	val value: String by lazy { error("cannot be computed") }

}

/** Looks its value up again, wherever it is. */
class Remembering(val key: String = "default") {

	@delegate:Transient
	val value: String by lazy { "of ${this.key}" }

}

abstract class Part {

	val title by lazy { "a part" }

	open val length = 1

}

class Chapter : Part() {

	override val length = 2

	private val both by lazy { listOf(this.length, super.length) }

	fun lengths() = this.both

}

class Watched {

	var changes = ""

	var limit: Int by Delegates.notNull()

	var level: Int by Delegates.observable(1) { _, old, new -> this.changes += "$old to $new" }

}

@JvmRecord
data class Coordinates(val number: Int, val letter: String)

class Book(val title: String) {

	inner class Page(val number: Int) {

		fun label() = "${this@Book.title} ${this.number}"

	}

}

class Link(val name: String, var next: Link? = null)
