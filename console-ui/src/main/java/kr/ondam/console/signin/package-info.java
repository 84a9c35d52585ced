/// Lets people in and knows who they are.
@NullMarked
package kr.ondam.console.signin;

import org.jspecify.annotations.NullMarked;
