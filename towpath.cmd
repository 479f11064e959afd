@echo off
rem Starts the towpath command from this checkout. The first start builds it.
rem   TOWPATH_JAVA=<folder of a JDK 25>   the Java to use; otherwise JAVA_HOME, then the usual places
rem   TOWPATH_JAVA_OPTS=...               more options for the JVM, after ours
rem   TOWPATH_DEV=1                       build again first
setlocal EnableExtensions
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "DIST=%HERE%\cli\target\dist\windows"

set "JDK="
call :try "%TOWPATH_JAVA%"
call :try "%JAVA_HOME%"
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
  if exist "%%~R\" for /d %%J in ("%%~R\*25*") do call :try "%%~J"
)
if not defined JDK (
  echo Towpath needs a Java 25 development kit ^(JDK^) and found none. 1>&2
  echo   winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  echo If one is installed in an unusual place, name it: set TOWPATH_JAVA=C:\path\to\jdk-25 1>&2
  exit /b 7
)

if defined TOWPATH_DEV if exist "%DIST%" rmdir /s /q "%DIST%"
if exist "%DIST%\ready" goto start

where mvn >nul 2>nul
if errorlevel 1 (
  echo towpath: the first use builds it and needs Maven ^(mvn^), which is not on the PATH. 1>&2
  exit /b 7
)
if not exist "%HERE%\target" mkdir "%HERE%\target"
echo Building Towpath (first use, about a minute) ... 1>&2
call mvn -B -Dquick -Dmaven.test.skip=true -Dtowpath.target=target/launch "-Dtowpath.dist=%DIST%" -f "%HERE%\pom.xml" -pl cli -am package > "%HERE%\target\build.log" 2>&1
if errorlevel 1 (
  echo towpath: the build failed; see %HERE%\target\build.log 1>&2
  findstr /b "[ERROR]" "%HERE%\target\build.log" 1>&2
  exit /b 7
)
echo ready> "%DIST%\ready"

:start
"%JDK%\bin\java" -Xshare:auto -XX:+UseSerialGC -XX:CompileThresholdScaling=5 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED %TOWPATH_JAVA_OPTS% -cp "%DIST%\lib\*" dev.towpath.cli.Main %*
exit /b %ERRORLEVEL%

:try
if defined JDK goto :eof
if "%~1"=="" goto :eof
if not exist "%~1\bin\javac.exe" goto :eof
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul
if not errorlevel 1 set "JDK=%~1"
goto :eof
