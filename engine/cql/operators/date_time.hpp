#pragma once

#include "cql/program/operation.hpp"

/// The functions behind the date and time chapter's table (date_time.cpp), by file.
namespace palpate::cql::date_time {

// date_time_parts.cpp: values made of components, and components of values
Value date(const Invocation& call);
Value date_time(const Invocation& call);
Value time(const Invocation& call);
Value component(const Invocation& call);
Value date_from(const Invocation& call);
Value time_from(const Invocation& call);
Value timezone_offset_from(const Invocation& call);
Value now(const Invocation& call);
Value today(const Invocation& call);
Value time_of_day(const Invocation& call);

/// The evaluation's date.
Temporal date_of(const Temporal& moment);

}  // namespace palpate::cql::date_time
