# Writes OUTPUT, a C++ source that holds every file of FILES as a raw string: the definition of
#   const std::vector<TYPE>& FUNCTION()      of HEADER, in namespace NAMESPACE
# where TYPE is an aggregate of the file's name and its text. Literals are cut into pieces of at most 8,000 octets, since
# compilers may refuse longer ones, at the end of a line, so that no UTF-8 character is cut; adjacent literals are joined again.
set(text "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
string(APPEND text "const std::vector<${TYPE}>& ${FUNCTION}()\n{\n    static const std::vector<${TYPE}> files{\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} content)
  string(LENGTH "${content}" left)
  string(APPEND text "        {\"${name}\",\n")
  set(at 0)
  while(at LESS left)
    string(SUBSTRING "${content}" ${at} 8000 piece)
    string(FIND "${piece}" "\n" line_end REVERSE)
    math(EXPR length "${line_end} + 1")
    if(length EQUAL 0) # a line that is longer, or the last one without its end
      string(LENGTH "${piece}" length)
    endif()
    string(SUBSTRING "${piece}" 0 ${length} piece)
    string(APPEND text "         R\"__file__(${piece})__file__\"\n")
    math(EXPR at "${at} + ${length}")
  endwhile()
  string(APPEND text "        },\n")
endforeach()
string(APPEND text "    };\n    return files;\n}\n\n} // namespace ${NAMESPACE}\n")
file(WRITE ${OUTPUT} "${text}")
