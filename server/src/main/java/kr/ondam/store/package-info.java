/// Puts the features' stores on Hibernate and owns the schema.
@NullMarked
package kr.ondam.store;

import org.jspecify.annotations.NullMarked;
