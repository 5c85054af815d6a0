# The Debian packages: names, sections, descriptions and dependencies. Run cpack in the build folder of the preset
# `package`, or tools/package.
set(CONVENIO_MAINTAINER "Convenio maintainers <maintainers@convenio.invalid>" CACHE STRING
    "who answers for the Debian packages, as NAME <ADDRESS>")

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program rules library development)
set(CPACK_PACKAGE_NAME convenio)
set(CPACK_PACKAGE_CONTACT "${CONVENIO_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # else cpack puts it before the description of each package
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/ldconfig.cmake)

# Name, section and description of the package of a component, and the two files that Debian asks of each package.
function(convenio_package component name section summary contents)
  string(TOUPPER ${component} COMPONENT)
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_DEBIAN_${COMPONENT}_DESCRIPTION "${summary}
Convenio decides pension rights across borders from rule files that read
like the law. It takes a person's career in several countries and says
which pension each State owes, by which route, how much, and which
article says so. What it cannot know it does not guess.

This package contains ${contents}." PARENT_SCOPE)
  install(FILES debian/copyright ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz DESTINATION ${DOC}/${name}
          COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

convenio_package(program convenio misc "pension rights across borders, decided from rules"
  "the program, its documentation and example cases")
# ICU is opened by its name, which no tool that looks at what is linked finds.
string(REGEX MATCH "^[0-9]+" ICU_MAJOR "${ICU_VERSION}")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "convenio-rules (= ${PROJECT_VERSION}), libicu${ICU_MAJOR}")

convenio_package(rules convenio-rules misc "social security agreements and national schemes as rules"
  "the rules, article by article, with their tests")
set(CPACK_DEBIAN_RULES_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_RULES_PACKAGE_SHLIBDEPS OFF)

convenio_package(library libconvenio${ABI} libs "pension rights across borders, decided from rules (library)"
  "the shared library")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libicu${ICU_MAJOR}")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "convenio-rules (= ${PROJECT_VERSION})")

convenio_package(development libconvenio-dev libdevel
  "pension rights across borders, decided from rules (development)"
  "the headers for C and C++, the files for CMake and\npkg-config, and examples")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libconvenio${ABI} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)

include(CPack)
