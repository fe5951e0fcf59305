/** A value without a package, which no property can name. */
public record UnpackagedValue(int number) {
}
