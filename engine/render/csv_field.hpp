#pragma once

#include <string>
#include <string_view>

namespace palpate::rendering {

/// Appends one cell of a CSV file as RFC 4180 has it: in quotes where it holds the delimiter, a
/// quote, a line break, or blanks at an end; quotes in it twice.
///
/// A text that a spreadsheet would run as a formula (it begins with = + - @, also full-width, or
/// with a tab or line break) gets an apostrophe in front, which spreadsheets take for "this is
/// text" and other readers must take away. Numbers stay as they are, and so does everything that
/// begins otherwise: an id or name that came from outside must not run on the desk of whoever
/// opens the results.
void append_csv_field(std::string& out, std::string_view text, char delimiter = ',');

}  // namespace palpate::rendering
