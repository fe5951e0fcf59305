package io.aiopool.codec;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The value types of {@code java.time}. Thread-safe.
 */
final class TimeCodec extends TypeCodec {

	private final int tag;

	TimeCodec(int tag) {
		super(Identity.NONE);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.INSTANT -> writeSeconds(out, ((Instant) value).getEpochSecond(), ((Instant) value).getNano());
			case Tags.DURATION -> writeSeconds(out, ((Duration) value).getSeconds(), ((Duration) value).getNano());
			case Tags.PERIOD -> {
				out.writeInt(((Period) value).getYears());
				out.writeInt(((Period) value).getMonths());
				out.writeInt(((Period) value).getDays());
			}
			case Tags.LOCAL_DATE -> writeDate(out, (LocalDate) value);
			case Tags.LOCAL_TIME -> writeTime(out, (LocalTime) value);
			case Tags.LOCAL_DATE_TIME -> writeDateTime(out, (LocalDateTime) value);
			case Tags.OFFSET_TIME -> {
				writeTime(out, ((OffsetTime) value).toLocalTime());
				writeOffset(out, ((OffsetTime) value).getOffset());
			}
			case Tags.OFFSET_DATE_TIME -> {
				writeDateTime(out, ((OffsetDateTime) value).toLocalDateTime());
				writeOffset(out, ((OffsetDateTime) value).getOffset());
			}
			case Tags.ZONED_DATE_TIME -> {
				writeDateTime(out, ((ZonedDateTime) value).toLocalDateTime());
				writeOffset(out, ((ZonedDateTime) value).getOffset());
				out.writeString(((ZonedDateTime) value).getZone().getId());
			}
			case Tags.YEAR -> out.writeInt(((Year) value).getValue());
			case Tags.YEAR_MONTH -> {
				out.writeInt(((YearMonth) value).getYear());
				out.writeByte(((YearMonth) value).getMonthValue());
			}
			case Tags.MONTH_DAY -> {
				out.writeByte(((MonthDay) value).getMonthValue());
				out.writeByte(((MonthDay) value).getDayOfMonth());
			}
			case Tags.ZONE_OFFSET -> writeOffset(out, (ZoneOffset) value);
			default -> out.writeString(((ZoneId) value).getId());
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		try {
			return readValue(in);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new PayloadException(PayloadException.Kind.CORRUPT, "Malformed payload: no such time: " + ex, null,
					ex);
		}
	}

	private Object readValue(ObjectDecoder in) throws PayloadException {
		return switch (this.tag) {
			case Tags.INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
			case Tags.DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
			case Tags.PERIOD -> Period.of(in.readInt(), in.readInt(), in.readInt());
			case Tags.LOCAL_DATE -> readDate(in);
			case Tags.LOCAL_TIME -> readTime(in);
			case Tags.LOCAL_DATE_TIME -> readDateTime(in);
			case Tags.OFFSET_TIME -> OffsetTime.of(readTime(in), readOffset(in));
			case Tags.OFFSET_DATE_TIME -> OffsetDateTime.of(readDateTime(in), readOffset(in));
			case Tags.ZONED_DATE_TIME -> readZoned(in);
			case Tags.YEAR -> Year.of(in.readInt());
			case Tags.YEAR_MONTH -> YearMonth.of(in.readInt(), in.readByte());
			case Tags.MONTH_DAY -> MonthDay.of(in.readByte(), in.readByte());
			case Tags.ZONE_OFFSET -> readOffset(in);
			default -> readZone(in);
		};
	}

	private static void writeSeconds(ObjectEncoder out, long seconds, int nanos) throws PayloadException {
		out.writeLong(seconds);
		out.writeInt(nanos);
	}

	private static void writeDate(ObjectEncoder out, LocalDate date) throws PayloadException {
		out.writeInt(date.getYear());
		out.writeByte(date.getMonthValue());
		out.writeByte(date.getDayOfMonth());
	}

	private static LocalDate readDate(ObjectDecoder in) throws PayloadException {
		return LocalDate.of(in.readInt(), in.readByte(), in.readByte());
	}

	private static void writeTime(ObjectEncoder out, LocalTime time) throws PayloadException {
		out.writeLong(time.toNanoOfDay());
	}

	private static LocalTime readTime(ObjectDecoder in) throws PayloadException {
		return LocalTime.ofNanoOfDay(in.readLong());
	}

	private static void writeDateTime(ObjectEncoder out, LocalDateTime dateTime) throws PayloadException {
		writeDate(out, dateTime.toLocalDate());
		writeTime(out, dateTime.toLocalTime());
	}

	private static LocalDateTime readDateTime(ObjectDecoder in) throws PayloadException {
		return LocalDateTime.of(readDate(in), readTime(in));
	}

	private static void writeOffset(ObjectEncoder out, ZoneOffset offset) throws PayloadException {
		out.writeInt(offset.getTotalSeconds());
	}

	private static ZoneOffset readOffset(ObjectDecoder in) throws PayloadException {
		return ZoneOffset.ofTotalSeconds(in.readInt());
	}

	private static ZoneId readZone(ObjectDecoder in) throws PayloadException {
		String id = in.requireString();
		in.charge(Footprint.ofZone(id));
		return ZoneId.of(id);
	}

	/** The offset decides which of two equal local times is meant when clocks go back. */
	private static ZonedDateTime readZoned(ObjectDecoder in) throws PayloadException {
		LocalDateTime local = readDateTime(in);
		ZoneOffset offset = readOffset(in);
		return ZonedDateTime.ofLocal(local, readZone(in), offset);
	}

}
