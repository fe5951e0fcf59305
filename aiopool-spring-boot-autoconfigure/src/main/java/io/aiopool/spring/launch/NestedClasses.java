package io.aiopool.spring.launch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The classes of the application: the entries below a directory of an archive, as a jar.
 *
 * @param archive the archive
 * @param prefix name of the directory, with a slash at its end
 */
record NestedClasses(JarFile archive, String prefix) implements CachedJar {

	private static final int NAME_BYTES = 16;

	@Override
	public String fileName() {
		return "classes-" + digest(entries(this.archive, this.prefix), this.prefix) + ".jar";
	}

	@Override
	public boolean isComplete(Path file) {
		try (JarFile made = new JarFile(file.toFile(), false)) {
			return digest(entries(made, ""), "").equals(digest(entries(this.archive, this.prefix), this.prefix));
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
		for (JarEntry entry : entries(this.archive, this.prefix)) {
			ZipEntry written = new ZipEntry(entry.getName().substring(this.prefix.length()));
			written.setTime(entry.getTime());
			zip.putNextEntry(written);
			try (InputStream in = this.archive.getInputStream(entry)) {
				in.transferTo(zip);
			}
			zip.closeEntry();
		}
		zip.finish();
		zip.flush();
	}

	private static List<JarEntry> entries(JarFile jar, String prefix) {
		return jar.stream()
			.filter((entry) -> entry.getName().startsWith(prefix) && !entry.isDirectory())
			.sorted(Comparator.comparing(ZipEntry::getName))
			.toList();
	}

	/** Over names, sizes and checksums, which stand for the content. */
	private static String digest(List<JarEntry> entries, String prefix) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (JarEntry entry : entries) {
				digest.update(entry.getName().substring(prefix.length()).getBytes(StandardCharsets.UTF_8));
				digest.update(ByteBuffer.allocate(2 * Long.BYTES + 1)
					.put((byte) 0)
					.putLong(entry.getSize())
					.putLong(entry.getCrc())
					.flip());
			}
			return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
