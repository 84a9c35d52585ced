/// Knows the group, its affiliates and regional centres, and the centres inside them.
@NullMarked
package kr.ondam.tenant;

import org.jspecify.annotations.NullMarked;
