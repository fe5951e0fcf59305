package io.aiopool.values

/** A closed family with a constant in it, as applications in Kotlin have them. */
sealed class Shape {

	data class Circle(val radius: Double) : Shape()

	data class Rectangle(val width: Double, val height: Double = width) : Shape()

	object Nothing : Shape()

}

/** Fails for an instance of [Shape.Nothing] that is not the one instance. */
fun describe(shape: Shape): String = when (shape) {
	is Shape.Circle -> "circle ${shape.radius}"
	is Shape.Rectangle -> "rectangle ${shape.width} x ${shape.height}"
	Shape.Nothing -> "nothing"
}
