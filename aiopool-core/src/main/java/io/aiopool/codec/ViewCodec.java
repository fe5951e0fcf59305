package io.aiopool.codec;

import java.util.Collection;
import java.util.Map;

import io.aiopool.codec.ViewKind.Flavour;
import io.aiopool.codec.ViewKind.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Views that know no more of their map or list than its elements: key sets, values,
 * entries, parts of lists. Each arrives as the same kind of view, on a map or list that
 * nobody else has. A view of a {@code Map.of} is fixed: it can only be built complete.
 * Thread-safe.
 */
final class ViewCodec extends TypeCodec {

	ViewCodec(int tag) {
		super((tag == Tags.FIXED_VIEW) ? Identity.LATE : Identity.EARLY);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Collection<?> view = (Collection<?>) value;
		ViewKind kind = ViewKind.of(view);
		out.writeByte(kind.shape().ordinal());
		out.writeByte(kind.flavour().ordinal());
		out.writeBoolean(kind.fixed());
		if (kind.flavour().sorted()) {
			out.write(kind.order());
		}
		if (kind.shape() == Shape.ENTRIES) {
			MapCodec.writeEntries(out, entries(out, view));
		}
		else {
			CollectionCodec.writeElements(out, CollectionCodec.snapshot(out, view));
		}
	}

	@SuppressWarnings("unchecked")
	private static Object[] entries(ObjectEncoder out, Collection<?> view) throws PayloadException {
		try {
			out.expect(view.size());
			return MapCodec.entries(view.size(), (Collection<Map.Entry<?, ?>>) view);
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(view.getClass(), "Iteration", ex);
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Shape shape = constant(Shape.values(), in.readByte());
		Flavour flavour = constant(Flavour.values(), in.readByte());
		boolean fixed = in.readBoolean();
		if (flavour == Flavour.MAP_OF) {
			if (shape == Shape.ENTRIES) {
				return MapCodec.readMapOf(in, in.readCount()).entrySet();
			}
			return NewViews.ofFixedMap(shape, CollectionCodec.readElements(in));
		}
		NewViews view = NewViews.of(shape, flavour, flavour.sorted() ? CollectionCodec.readComparator(in) : null);
		int count = in.readCount();
		in.charge(Footprint.ofElements(Tags.VIEW, count));
		Object result = view.show(count, fixed);
		if (this.identity == Identity.EARLY) {
			in.publish(id, result);
		}
		view.fill(in, count);
		return result;
	}

	private static <T> T constant(@Nullable T[] constants, int number) throws PayloadException {
		T constant = (number >= 0 && number < constants.length) ? constants[number] : null;
		if (constant == null) {
			throw PayloadException.corrupt("no view has the number " + number);
		}
		return constant;
	}

}
