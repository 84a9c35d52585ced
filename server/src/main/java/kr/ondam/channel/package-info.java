/// Says what a channel must do and in which words it speaks.
@NullMarked
package kr.ondam.channel;

import org.jspecify.annotations.NullMarked;
