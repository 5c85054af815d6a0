# Run by cpack on the packages that it made. A library asks for ldconfig by a trigger (Debian Policy 8.1.1); cpack
# writes scripts that call it instead.
foreach(package ${CPACK_PACKAGE_FILES})
  if(package MATCHES "/libconvenio[0-9]+_")
    set(tree ${CPACK_TEMPORARY_DIRECTORY}/trigger)
    execute_process(COMMAND dpkg-deb -R ${package} ${tree} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${tree}/DEBIAN/postinst ${tree}/DEBIAN/postrm)
    file(WRITE ${tree}/DEBIAN/triggers "activate-noawait ldconfig\n")
    execute_process(COMMAND dpkg-deb --root-owner-group -b ${tree} ${package} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
