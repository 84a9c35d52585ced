package kr.ondam.store;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/// Stands where Hibernate would otherwise load a JSON or XML library at every start: no column of
/// ours holds a document that Hibernate maps.
final class NoDocuments implements FormatMapper {
  @Override
  public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    throw new UnsupportedOperationException(
        "column of " + type.getTypeName() + " (expected: none)");
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    throw new UnsupportedOperationException(
        "column of " + type.getTypeName() + " (expected: none)");
  }
}
