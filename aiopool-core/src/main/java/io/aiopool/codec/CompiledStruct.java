package io.aiopool.codec;

/**
 * The fast form of a class that is written field by field. Thread-safe. A class and not
 * an interface, because calls of it are dispatched faster.
 */
abstract class CompiledStruct {

	abstract void write(ObjectEncoder out, Object value) throws Throwable;

	abstract Object read(ObjectDecoder in, int id) throws Throwable;

}
