#include <gtest/gtest.h>

#include "parse_text.hpp"

namespace palpate::cql {
namespace {

TEST(Library, Header) {
  EXPECT_EQ(library_tree("library A.B.C version '1.0'\n"
                         "using FHIR version '4.0.1'\n"
                         "using \"M\" called N\n"
                         "include P.Q version '2' called R\n"
                         "include P.Q\n"),
            "(library A.B.C version=1.0)\n"
            "(using FHIR version=4.0.1)\n"
            "(using M as=N)\n"
            "(include P.Q version=2 as=R)\n"
            "(include P.Q as=Q)\n");
  EXPECT_EQ(library_tree(""), "");
}

TEST(Library, Terminology) {
  EXPECT_EQ(library_tree("codesystem \"CS\": 'http://x' version '1'\n"
                         "private valueset V: 'urn:v' version '2' codesystems { CS, L.\"CS\" }\n"
                         "public code \"C\": '1-8' from CS display 'one'\n"
                         "code D: '2' from L.CS\n"
                         "concept E: { C, L.D } display 'both'\n"),
            "(codesystem CS id=http://x version=1)\n"
            "(valueset private V id=urn:v version=2 -> CS -> L.CS)\n"
            "(code C id=1-8 display=one -> CS)\n"
            "(code D id=2 -> L.CS)\n"
            "(concept E display=both -> C -> L.D)\n");
}

TEST(Library, Parameters) {
  EXPECT_EQ(library_tree("parameter A Integer\n"
                         "private parameter B default 1 + 2\n"
                         "parameter \"C d\" Interval<Date> default Interval[@2012, @2013)\n"),
            "(parameter A Integer)\n"
            "(private-parameter B default=(Add 1 2))\n"
            "(parameter C d Interval<Date> default=(interval[) (date 2012) (date 2013)))\n");
}

TEST(Library, Definitions) {
  EXPECT_EQ(library_tree("define A: 1\n"
                         "context Patient\n"
                         "define private \"B b\": A + 1 define public C: A\n"
                         "context FHIR.Unfiltered\n"
                         "define function F(a Integer, code List<String>): a\n"
                         "define private function day() returns Interval<Date>: null\n"
                         "define fluent function \"g\"(x Choice<A, B>): x.y\n"
                         "define function ext(x Code) returns Boolean: external\n"
                         "define D: A\n"),
            "(define A 1)\n"
            "(define private context=Patient B b (Add A 1))\n"
            "(define context=Patient C A)\n"
            "(function context=FHIR.Unfiltered F a:Integer code:List<String> a)\n"
            "(function private context=FHIR.Unfiltered day returns:Interval<Date> null)\n"
            "(function fluent context=FHIR.Unfiltered g x:Choice<A,B> (. x y))\n"
            "(function external context=FHIR.Unfiltered ext x:Code returns:Boolean)\n"
            "(define context=FHIR.Unfiltered D A)\n");
}

TEST(Library, KnowsItsContextsAndPlaces) {
  const std::string text = "context A\ndefine X:\n  1\ncontext B";
  Diagnostics diagnostics;
  const auto library = parse_library(source_of(text), diagnostics);
  ASSERT_EQ(library.contexts.size(), 2U);
  EXPECT_EQ(library.contexts[1].text, "B");
  ASSERT_EQ(library.definitions.size(), 1U);
  EXPECT_EQ(library.definitions[0].span, (Span{10, 23}));
  EXPECT_EQ(library.definitions[0].name.span, (Span{17, 18}));
}

}  // namespace
}  // namespace palpate::cql
