package io.aiopool.codec;

/**
 * The fast form of a class that is written field by field. Thread-safe.
 */
interface CompiledStruct {

	void write(ObjectEncoder out, Object value) throws Throwable;

	Object read(ObjectDecoder in, int id) throws Throwable;

}
