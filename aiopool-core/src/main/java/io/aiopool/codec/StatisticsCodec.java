package io.aiopool.codec;

import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;

/**
 * Summary statistics, which go on where they stood. Thread-safe.
 */
final class StatisticsCodec extends TypeCodec {

	private static final int INT = 0;

	private static final int LONG = 1;

	private static final int DOUBLE = 2;

	StatisticsCodec() {
		super(Identity.EARLY);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		if (value instanceof IntSummaryStatistics ints) {
			out.writeByte(INT);
			out.writeLong(ints.getCount());
			out.writeInt(ints.getMin());
			out.writeInt(ints.getMax());
			out.writeLong(ints.getSum());
		}
		else if (value instanceof LongSummaryStatistics longs) {
			out.writeByte(LONG);
			out.writeLong(longs.getCount());
			out.writeLong(longs.getMin());
			out.writeLong(longs.getMax());
			out.writeLong(longs.getSum());
		}
		else {
			writeDoubles(out, (DoubleSummaryStatistics) value);
		}
	}

	private static void writeDoubles(ObjectEncoder out, DoubleSummaryStatistics doubles) throws PayloadException {
		double rest = rest(doubles);
		DoubleSummaryStatistics copy = doubles(doubles.getCount(), doubles.getMin(), doubles.getMax(), doubles.getSum(),
				rest);
		if (!sameBits(copy.getSum(), doubles.getSum()) || !sameBits(rest(copy), rest)) {
			throw PayloadException.unsupported(DoubleSummaryStatistics.class,
					"its sum cannot be rebuilt to the last bit; send its count, minimum, maximum and sum");
		}
		out.writeByte(DOUBLE);
		out.writeLong(doubles.getCount());
		out.writeDouble(doubles.getMin());
		out.writeDouble(doubles.getMax());
		out.writeDouble(doubles.getSum());
		out.writeDouble(rest);
	}

	private static boolean sameBits(double one, double other) {
		return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
	}

	/**
	 * What the exact sum is more than its nearest double. The statistics keep it to be
	 * exact, and show it when the sum is taken away from them.
	 */
	private static double rest(DoubleSummaryStatistics doubles) {
		double sum = doubles.getSum();
		if (!Double.isFinite(sum)) {
			return 0;
		}
		DoubleSummaryStatistics difference = new DoubleSummaryStatistics(1, 0, 0, -sum);
		difference.combine(doubles);
		return difference.getSum();
	}

	/**
	 * Adds the rest, or the infinity that makes a sum no number, as one of the values.
	 */
	private static DoubleSummaryStatistics doubles(long count, double min, double max, double sum, double rest) {
		boolean torn = Double.isNaN(sum) && !Double.isNaN(min);
		if (count < 2 || (rest == 0 && !torn)) {
			return new DoubleSummaryStatistics(count, min, max, sum);
		}
		DoubleSummaryStatistics doubles = new DoubleSummaryStatistics(count - 1, min, max,
				torn ? Double.POSITIVE_INFINITY : sum);
		doubles.combine(new DoubleSummaryStatistics(1, min, min, torn ? Double.NEGATIVE_INFINITY : rest));
		return doubles;
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		int kind = in.readByte();
		long count = in.readLong();
		try {
			return switch (kind) {
				case INT -> new IntSummaryStatistics(count, in.readInt(), in.readInt(), in.readLong());
				case LONG -> new LongSummaryStatistics(count, in.readLong(), in.readLong(), in.readLong());
				case DOUBLE -> doubles(count, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
				default -> throw PayloadException.corrupt("no statistics are of the kind " + kind);
			};
		}
		catch (IllegalArgumentException ex) {
			throw PayloadException.corrupt("statistics contradict themselves");
		}
	}

}
