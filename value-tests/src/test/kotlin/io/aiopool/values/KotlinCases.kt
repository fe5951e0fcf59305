@file:OptIn(ExperimentalStdlibApi::class, ExperimentalUnsignedTypes::class, ExperimentalTime::class)

package io.aiopool.values

import io.aiopool.RemoteFunction
import kotlin.enums.enumEntries
import kotlin.random.Random
import kotlin.reflect.typeOf
import kotlin.time.Clock
import kotlin.time.Duration.Companion.seconds
import kotlin.time.ExperimentalTime
import kotlin.time.TimedValue

/** A value, and what to ask of it here and there. */
class KotlinCase(
	private val name: String,
	val make: () -> Any?,
	val probe: RemoteFunction<Any?, String>,
	val isLambda: Boolean,
) {

	override fun toString() = this.name

}

@Suppress("UNCHECKED_CAST")
private fun <T> case(name: String, make: () -> T, isLambda: Boolean = false, probe: RemoteFunction<T, String>) =
	KotlinCase(name, make, probe as RemoteFunction<Any?, String>, isLambda)

/** What applications in Kotlin write down every day, and some of what they write once. */
object KotlinCases {

	@JvmStatic
	fun all() = ofClasses() + ofConstants() + ofResults() + ofCollections() + ofRanges() + ofText() + ofFunctions()

	private fun order() = Order(OrderId("A1"), listOf(Line("x", Cents(199), 3u)), note = "n")

	private fun ofClasses() = listOf(
		case("data class", { order() }) {
			"$it ${it.total} ${it == order()} ${it.hashCode() == order().hashCode()} ${it.copy(note = null)} ${it.id.short}"
		},
		case("data class with defaults", { Order(OrderId("B")) }) {
			"$it ${it.lines === emptyList<Line>()} ${it.tags === emptyMap<String, String>()} ${it.patience.isInfinite()}"
		},
		case("data class, taken apart", { order() }) {
			val (id, lines, state, note) = it
			"$id $lines $state $note ${it + Line("y", Cents(1))}"
		},
		case("data class with a property that is no parameter", { order().apply { priority = 3 } }) { "$it ${it.priority}" },
		case("list of value classes", { listOf(OrderId("a"), OrderId("b")) }) {
			"$it ${it.first() == OrderId("a")} ${it.map(OrderId::short)} ${(it.first() as Any) is OrderId}"
		},
		case("map with value classes as keys", { mapOf(OrderId("a") to Cents(1), OrderId("b") to Cents(2)) }) {
			"$it ${it[OrderId("b")]} ${it[OrderId("c")]}"
		},
		case("value class", { Cents(1234) }) { "$it ${it > Cents(1)} ${it.value}" },
		case<Cents?>("value class that may be null", { null }) { "$it" },
		case("value class with a parameter", { Maybe("x") }) { "$it ${it.value} ${it == Maybe("x")}" },
		case("value class around null", { listOf(Maybe<String>(null)) }) { "$it ${it.single().value}" },
		case("class that delegates", { Basket(mutableListOf(Line("x", Cents(1))), "me") }) {
			it.add(Line("y", Cents(2)))
			"${it.size} ${it.owner} ${it.last()} ${it.map(Line::article)}"
		},
		case("properties in a map", { Config(mapOf("host" to "h", "port" to 80)) }) { "${it.host}:${it.port}" },
		case("lateinit, not yet", { Deferred() }) { "${it.isNamed()}" },
		case("lateinit", { Deferred().apply { name = "n" } }) { "${it.isNamed()} ${it.name}" },
		case("by lazy, not evaluated", { Document.of("a b c") }) { "${it.words} ${it.words === it.words}" },
		case("by lazy, evaluated", { Document.of("a b c").also { it.words.size } }) { "${it.words}" },
		case("lazy value that is shared", { lazy { mutableListOf(1) }.let { listOf(it, it) } }) {
			it[0].value.add(2)
			"${it[1].value} ${it[0] === it[1]}"
		},
		case("lazy values in superclass and subclass", { Chapter() }) { "${it.title} ${it.lengths()}" },
		case("lazy value that is transient", { Remembering("k") }) { it.value },
		case("notNull, not yet", { Watched() }) { "${runCatching { it.limit }.isFailure} ${it.changes}" },
		case("notNull and observable", { Watched().apply { limit = 3 } }) {
			it.level = 5
			"${it.limit} ${it.level} ${it.changes}"
		},
		case("record", { Coordinates(1, "b") }) { "$it ${it == Coordinates(1, "b")}" },
		case("inner class", { Book("t").Page(2) }) { it.label() },
		case("local class", { localClass(3) }) { "$it" },
		case("cycle", { Link("a").apply { next = Link("b", this) } }) { "${it.next?.next === it}" },
		case("Pair", { "a" to listOf(1 to null) }) {
			val (first, second) = it
			"$first $second ${it == ("a" to listOf(1 to null))}"
		},
		case("Triple", { Triple(1, "b", 'c') }) { "$it ${it.toList()}" },
		case("Unit", { Unit }) { "${it === Unit}" },
		case("unsigned numbers", { listOf<Any>(1u, 2uL, UByte.MAX_VALUE, UShort.MAX_VALUE, UInt.MAX_VALUE) }) {
			it.joinToString { n -> if (n is UInt) "UInt ${n + 1u}" else "${n::class.java} $n" }
		},
		case("ULong", { ULong.MAX_VALUE }) { "$it ${it > 1uL}" },
		case("UByteArray", { ubyteArrayOf(1u, 255u) }) { "${it.toList()} ${it.sum()} ${it.size}" },
		case("ULongArray", { ulongArrayOf(1u, ULong.MAX_VALUE) }) { "${it.toList()} ${it.contentHashCode()}" },
		case("Duration", { listOf(1.5.seconds, (-3).seconds) }) { "$it ${it.first() * 2} ${it.last().isNegative()}" },
		case("TimedValue", { TimedValue("x", 2.seconds) }) { "$it ${it.duration.inWholeMilliseconds}" },
		case("Random with a seed", { Random(42).also { it.nextInt() } }) { "${it.nextInt()} ${it.nextLong()} ${it.nextBits(7)}" },
	)

	private fun ofConstants() = listOf(
		case("object", { Registry }) { "$it ${it === Registry}" },
		case<Outcome<*>>("data object", { Outcome.Skipped }) { "${it === Outcome.Skipped} ${describe(it)} ${it.hashCode()}" },
		case<Outcome<*>>("sealed", { Outcome.Done(listOf(order())) }) { "${describe(it)} ${it is Outcome.Done}" },
		case<Outcome<*>>("sealed, with an exception", { Outcome.Failed(IllegalStateException("x")) }) { describe(it) },
		case("companion", { Named }) { "${it === Named} ${it.named()}" },
		case("enum with bodies", { OrderState.OPEN }) {
			"$it ${it === OrderState.OPEN} ${it.next()} ${it.label} ${it.declaringJavaClass}"
		},
		case("entries of an enum", { OrderState.entries }) { "$it ${it == OrderState.entries} ${it.indexOf(OrderState.SENT)}" },
		case("entries of a generic enum", { enumEntries<OrderState>() }) { "$it ${it.size}" },
		case("enum as key", { mapOf(OrderState.SENT to 1).toMap(java.util.EnumMap(OrderState::class.java)) }) { "$it" },
		case("Clock.System", { Clock.System }) { "${it === Clock.System}" },
		case("Random.Default", { Random.Default }) { "${it === Random.Default}" },
		case("KClass", { Order::class }) { "${it == Order::class} ${it.simpleName} ${it.java}" },
		case("KClass of a primitive", { Int::class }) { "${it == Int::class} ${it.java} ${it.javaObjectType}" },
		case("KType", { typeOf<Map<String, List<Int>?>>() }) { "$it ${it == typeOf<Map<String, List<Int>?>>()}" },
		case("Charsets", { Charsets.UTF_8 }) { "${it === Charsets.UTF_8}" },
	)

	private fun ofResults() = listOf(
		case("Result of success", { listOf(Result.success("done")) }) {
			"$it ${it.single().isSuccess} ${it.single().getOrNull()}"
		},
		case("Result of failure", { listOf(Result.failure<Int>(NoSuchElementException("gone"))) }) {
			"$it ${it.single().isFailure} ${it.single().exceptionOrNull() is NoSuchElementException} ${it.single().getOrDefault(7)}"
		},
		case("runCatching", { runCatching { "12".toInt() } }) { "${it.map { n -> n + 1 }}" },
		case("runCatching, failed", { runCatching { "x".toInt() } }) {
			"$it ${it.recover { -1 }} ${it.exceptionOrNull() is NumberFormatException}"
		},
		case("Result of nothing", { listOf(Result.success(null)) }) { "$it ${it.single().isSuccess}" },
	)

	private fun ofCollections() = listOf(
		case("emptyList", { emptyList<String>() }) { "$it ${it === emptyList<String>()} ${it == ArrayList<String>()}" },
		case("emptyMap", { emptyMap<String, Int>() }) { "$it ${it === emptyMap<String, Int>()} ${it.getOrElse("x") { 3 }}" },
		case("emptySet", { emptySet<String>() }) { "$it ${it === emptySet<String>()}" },
		case("listOf one", { listOf(1) }) { "$it ${changed { (it as MutableList<Int>).add(2) }}" },
		case("listOf more", { listOf("a", null, "c") }) { "$it ${changed { (it as MutableList<String?>).add("d") }} ${it.filterNotNull()}" },
		case("listOfNotNull", { listOfNotNull(null, "a") }) { "$it" },
		case("mutableListOf", { mutableListOf(1, 2) }) { "$it ${it.add(3)} $it" },
		case("setOf one", { setOf(1) }) { "$it ${changed { (it as MutableSet<Int>).add(2) }}" },
		case("setOf more", { setOf("z", "a") }) { "$it ${"a" in it} ${it + "b"}" },
		case("mapOf one", { mapOf("a" to 1) }) { "$it ${changed { (it as MutableMap<String, Int>)["b"] = 2 }}" },
		case("mapOf more", { mapOf("z" to 1, "a" to 2) }) { "$it ${it["a"]} ${it.getValue("z")} ${it - "z"}" },
		case("buildList", { buildList { add("a"); addAll(listOf("b", "c")) } }) {
			"$it ${changed { (it as MutableList<String>).add("d") }} ${it.subList(1, 3)}"
		},
		case("buildList, nothing", { buildList<String> { } }) { "$it" },
		case("buildList, part", { buildList { addAll(1..9) }.subList(2, 5) }) { "$it ${it[1]}" },
		case("buildSet", { buildSet { add("b"); add("a") } }) { "$it ${"a" in it} ${changed { (it as MutableSet<String>).add("d") }}" },
		case("buildMap", { buildMap { put("b", 1); put("a", null) } }) { "$it ${it["b"]} ${"a" in it} ${it.keys} ${it.entries.first()}" },
		case("buildMap, keys", { buildMap { put("b", 1) }.keys }) { "$it ${"b" in it}" },
		case("buildMap, values", { buildMap { put("b", 1) }.values }) { "$it" },
		case("buildMap, entries", { buildMap { put("b", 1) }.entries }) { "${it.map { (k, v) -> k + v }}" },
		case("asReversed", { listOf(1, 2, 3).asReversed() }) { "$it ${it[0]} ${it.subList(0, 2)}" },
		case("asReversed, mutable", { mutableListOf(1, 2, 3).asReversed() }) { "$it ${it.add(0)} $it ${it.removeAt(0)}" },
		case("reversed twice", { listOf(1, 2, 3).asReversed().asReversed() }) { "$it" },
		case("subList", { listOf(1, 2, 3, 4).subList(1, 3) }) { "$it ${it.size} ${it.indexOf(3)}" },
		case("subList of a mutable list", { mutableListOf(1, 2, 3, 4).subList(1, 3) }) { "$it" },
		case("take, drop, slice", { (1..9).toList().let { listOf(it.take(2), it.drop(7), it.slice(2..3), it.takeLast(1)) } }) { "$it" },
		case("chunked and windowed", { listOf((1..5).chunked(2), (1..5).windowed(3)) }) { "$it" },
		case("groupBy", { listOf("a", "bb", "cc").groupBy(String::length) }) { "$it ${it[2]} ${it.keys}" },
		case("associate", { listOf("a", "bb").associateWith(String::length) }) { "$it" },
		case("partition", { (1..6).partition { it % 2 == 0 } }) { "$it ${it.first}" },
		case("zip", { listOf(1, 2).zip(listOf("a", "b")) }) { "$it ${it.unzip()}" },
		case("withIndex", { listOf("a", "b").withIndex().toList() }) { it.joinToString { (i, s) -> "$i$s" } },
		case("sorted map", { sortedMapOf(compareByDescending { it }, "a" to 1, "b" to 2) }) { "$it ${it.firstKey()} ${it.put("c", 3)} $it" },
		case("sorted set, reverse", { sortedSetOf(reverseOrder(), 1, 2, 3) }) { "$it ${it.first()} ${it.add(9)} $it" },
		case("sorted set, natural", { sortedSetOf(naturalOrder<Int>(), 3, 1) }) { "$it ${it.add(2)} $it" },
		case("linkedMapOf", { linkedMapOf("z" to 1, "a" to 2) }) { "$it" },
		case("hashSetOf", { hashSetOf(OrderState.OPEN) }) { "$it ${OrderState.OPEN in it}" },
		case("ArrayDeque", { ArrayDeque(listOf(1, 2, 3)).apply { removeFirst(); addLast(4); addFirst(0) } }) {
			"$it ${it.removeLast()} ${it.first()} ${it.indexOf(3)}"
		},
		case("ArrayDeque, empty", { ArrayDeque<Int>() }) { "$it ${it.add(1)} $it" },
		case("IntArray.asList", { intArrayOf(3, 1, 2).asList() }) { "$it ${it[1]} ${2 in it} ${it.indexOf(2)}" },
		case("other arrays as lists", { listOf<List<Any>>(longArrayOf(1).asList(), charArrayOf('a').asList(), doubleArrayOf(.5).asList(),
			booleanArrayOf(true).asList(), byteArrayOf(1).asList(), shortArrayOf(1).asList(), floatArrayOf(1f).asList()) }) { "$it" },
		case("UIntArray.asList", { uintArrayOf(1u, UInt.MAX_VALUE).asList() }) { "$it ${it[1]}" },
		case("UIntArray", { uintArrayOf(1u, UInt.MAX_VALUE) }) { "${it.joinToString()} ${it[1]}" },
		case("Array.asList", { arrayOf("a", "b").asList() }) { "$it" },
		case("array", { arrayOf("a", null) }) { "${it.contentToString()} ${it.javaClass}" },
		case("nested arrays", { arrayOf(intArrayOf(1), intArrayOf()) }) { it.contentDeepToString() },
		case("Array of value classes", { arrayOf(OrderId("x")) }) { "${it.contentToString()} ${it.javaClass.componentType}" },
		case("an implementation of AbstractList", { Countdown(3) }) { "$it ${it.size} ${it[0]} ${it.subList(1, 3)}" },
		case("map of an implementation of AbstractMap", { Squares(3) }) { "$it ${it[2]} ${it.keys} ${it.values}" },
		case("maxWith", { listOf(3, 1, 2).sortedWith(compareBy<Int> { it % 3 }.thenByDescending { it }) }) { "$it" },
	)

	private fun ofRanges() = listOf(
		case("IntRange", { 1..5 }) { "$it ${3 in it} ${it.sum()} ${it == 1..5} ${it.toList()}" },
		case("IntRange, empty", { IntRange.EMPTY }) { "$it ${it.isEmpty()} ${it == (3..1)}" },
		case("until", { 1..<5 }) { "$it ${it.last}" },
		case("step", { 10 downTo 1 step 3 }) { "$it ${it.toList()} ${it.step}" },
		case("CharRange", { 'a'..'e' }) { "$it ${'c' in it} ${it.joinToString("")}" },
		case("LongRange", { 1L..Long.MAX_VALUE }) { "$it ${Long.MAX_VALUE in it}" },
		case("UIntRange", { 1u..UInt.MAX_VALUE }) { "$it ${5u in it}" },
		case("ULongRange, step", { 1uL..9uL step 4 }) { "$it ${it.toList()}" },
		case("DoubleRange", { 1.0..2.0 }) { "$it ${1.5 in it} ${it.isEmpty()}" },
		case("DoubleRange, open", { 1.0..<2.0 }) { "$it ${2.0 in it}" },
		case("FloatRange", { 1f..2f }) { "$it ${1.5f in it}" },
		case("range of strings", { "a".."m" }) { "$it ${"b" in it} ${it.endInclusive}" },
		case("range of value classes", { Cents(1)..Cents(9) }) { "$it ${Cents(5) in it}" },
		case("range of dates, open", { java.time.LocalDate.of(2024, 1, 1)..<java.time.LocalDate.of(2024, 3, 1) }) {
			"$it ${java.time.LocalDate.of(2024, 2, 29) in it}"
		},
	)

	private fun ofText() = listOf(
		case("Regex", { Regex("(?<key>\\w+)=(?<value>\\d+)", setOf(RegexOption.IGNORE_CASE, RegexOption.COMMENTS)) }) {
			"$it ${it.options} ${it.find("a=1 b=2")?.groups?.get("value")?.value} ${it.replace("A=1", "x")} ${it.findAll("a=1 b=2").count()}"
		},
		case("MatchGroup", { Regex("b+").find("abbc")!!.groups[0] }) { "$it ${it?.range}" },
		case("values of groups", { Regex("(a)(b)?").find("a")!!.groupValues.toList() }) { "$it" },
		case("RegexOption", { RegexOption.MULTILINE }) { "$it ${it === RegexOption.MULTILINE}" },
		case("HexFormat", { HexFormat { upperCase = true; bytes.byteSeparator = " " } }) { byteArrayOf(10, -1).toHexString(it) },
		case("HexFormat.Default", { HexFormat.Default }) { "${it === HexFormat.Default}" },
		case("CharCategory", { 'a'.category }) { "$it ${it === CharCategory.LOWERCASE_LETTER}" },
		case("StringBuilder", { buildString { append("a"); appendLine(1) } }) { it },
		case("Char and Byte", { listOf('ß', 1.toByte(), 2.toShort(), 3f) }) { it.joinToString { v -> "$v ${v.javaClass}" } },
	)

	private fun ofFunctions() = listOf(
		case("fun interface", { Rule { it.length > 2 } }, true) { "${it.accepts("abc")} ${it.accepts("a")}" },
		case("fun interface with something captured", { "b".let { b -> Rule { it.startsWith(b) } } }, true) { "${it.accepts("abc")} ${it.accepts("b")}" },
		case("object of a class", { object : Rule { override fun accepts(text: String) = text == "x" } }) { "${it.accepts("x")}" },
		case("property", { Line::article }) { "${it.get(Line("x", Cents(1)))} ${it.name} ${it == Line::article}" },
		case("bound property", { Line("x", Cents(1))::article }) { "${it.get()} ${it.name}" },
		case("function", { ::changedCount }) { "${it(listOf("a"))} ${it.name} ${it == ::changedCount}" },
		case("local function", { localFunction(2) }) { "${it(3)}" },
		case("constructor", { ::OrderId }) { "${it("x")}" },
		case("bound function", { "abc"::plus }) { it("d") },
		case("function that is an object", { Doubling }) { "${it(3)} ${it === Doubling}" },
		case("function that is a class", { Times(3) }) { "${it(3)}" },
		case<(Int) -> Int>("serializable lambda", { @JvmSerializableLambda { it + 1 } }) { "${it(3)}" },
		case<(Int) -> Int>("serializable lambda with something captured", { 4.let { n -> @JvmSerializableLambda { it * n } } }) { "${it(3)}" },
	)

}

private fun localFunction(summand: Int): (Int) -> Int {
	fun add(number: Int): Int {
		return number + summand
	}
	return ::add
}

private fun localClass(number: Int): Any {
	class Local(val number: Int) {

		override fun toString() = "local $number"

	}
	return Local(number)
}

object Doubling : (Int) -> Int {

	override fun invoke(number: Int) = number * 2

}

class Times(private val factor: Int) : (Int) -> Int {

	override fun invoke(number: Int) = number * this.factor

}

class Countdown(private val from: Int) : AbstractList<Int>() {

	override val size get() = this.from

	override fun get(index: Int) = this.from - index

}

class Squares(private val count: Int) : AbstractMap<Int, Int>() {

	override val entries get() = (0..<this.count).associateWith { it * it }.entries

}

fun changedCount(texts: List<String>) = texts.size

/** Kotlin itself lets nobody change what it calls a list. */
fun changed(change: () -> Unit): String = try {
	change()
	"changed"
} catch (ex: UnsupportedOperationException) {
	"refused"
}
