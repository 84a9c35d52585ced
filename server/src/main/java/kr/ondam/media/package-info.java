/// Copies the files of customers into our own store: fetches them without being lured anywhere,
/// looks at their bytes, and serves them so that they never run.
@NullMarked
package kr.ondam.media;

import org.jspecify.annotations.NullMarked;
