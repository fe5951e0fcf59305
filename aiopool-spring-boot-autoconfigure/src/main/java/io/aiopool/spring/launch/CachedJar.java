package io.aiopool.spring.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A jar that can be made from an archive, and known again by its content.
 */
sealed interface CachedJar permits NestedJar, NestedClasses {

	/**
	 * Returns the name of the file, which differs if the content does.
	 * @return a file name
	 */
	String fileName();

	/**
	 * Tells whether a file holds this jar, whole and unchanged.
	 * @param file the file
	 * @return {@code false} if it is to be made again
	 */
	boolean isComplete(Path file);

	/**
	 * Writes the jar.
	 * @param out where to; not closed
	 * @throws IOException if the archive cannot be read or the jar not be written
	 */
	void writeTo(OutputStream out) throws IOException;

}
