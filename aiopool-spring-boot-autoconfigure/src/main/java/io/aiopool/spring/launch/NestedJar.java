package io.aiopool.spring.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * A jar that is an entry of an archive. Its checksum is in the archive's directory, so
 * its name costs no reading.
 *
 * @param archive the archive
 * @param entry the entry
 */
record NestedJar(JarFile archive, JarEntry entry) implements CachedJar {

	private static final int BITE = 64 << 10;

	private static final int CHECKSUM_DIGITS = 8;

	@Override
	public String fileName() {
		String name = this.entry.getName().substring(this.entry.getName().lastIndexOf('/') + 1);
		String base = name.endsWith(".jar") ? name.substring(0, name.length() - ".jar".length()) : name;
		return base + "-" + HexFormat.of().toHexDigits(this.entry.getCrc(), CHECKSUM_DIGITS) + "-"
				+ this.entry.getSize() + ".jar";
	}

	@Override
	public boolean isComplete(Path file) {
		try {
			return Files.size(file) == this.entry.getSize() && checksum(file) == this.entry.getCrc();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Of all libraries before the first worker starts, so not in the usual small bites.
	 */
	private static long checksum(Path file) throws IOException {
		CRC32 checksum = new CRC32();
		ByteBuffer buffer = ByteBuffer.allocateDirect(BITE);
		try (FileChannel channel = FileChannel.open(file)) {
			while (channel.read(buffer) >= 0) {
				checksum.update(buffer.flip());
				buffer.clear();
			}
		}
		return checksum.getValue();
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		try (InputStream in = this.archive.getInputStream(this.entry)) {
			in.transferTo(out);
		}
	}

}
