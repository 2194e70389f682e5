@echo off
rem Starts Kintsugi: finds a Java that is new enough and hands everything on to it.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_EXE="
if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
if not defined JAVA_EXE for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~$PATH:J"
if not defined JAVA_EXE for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*") do if not defined JAVA_EXE call :try "%%~D\bin\java.exe"
if not defined JAVA_EXE (
  echo Kintsugi needs Java 25 or newer, and none was found in JAVA_HOME, on the PATH or in the usual places. 1>&2
  echo Install one ^(for example from https://adoptium.net^), or set JAVA_HOME to where it is. 1>&2
  exit /b 2
)
set "DOOR=terminal"
if "%~1"=="" set "DOOR=window"
if "%~1"=="window" set "DOOR=window"
rem What is small work for a person who waits for it is served by the quick compiler alone.
set "COMPILER="
if "%DOOR%"=="window" set "COMPILER=-XX:TieredStopAtLevel=1"
for %%C in (-h --help -V --version help chat doctor policies recover replay workflow) do if "%~1"=="%%C" set "COMPILER=-XX:TieredStopAtLevel=1"
rem What serves for long gives memory back that it does not need.
set "MEMORY=-XX:+UseSerialGC"
if "%~1"=="serve" set "MEMORY=-XX:+UseG1GC -Xms32m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30"
rem A library starts Java's flight recorder at its first statement, and nobody records. Java warns of that option.
set "RECORDER=-XX:+IgnoreUnrecognizedVMOptions -XX:-PrintWarnings -XX:-FlightRecorder"
set "CACHE=%LOCALAPPDATA%\Kintsugi\cache"
if not exist "%CACHE%" mkdir "%CACHE%" 2>nul
"%JAVA_EXE%" -Xlog:disable %RECORDER% %MEMORY% %COMPILER% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%CACHE%\%DOOR%.jsa" "-Dkintsugi.home=%HOME_DIR%" %KINTSUGI_OPTS% -jar "%HOME_DIR%\lib\kintsugi.jar" %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1" exit /b 0
for /f "tokens=3" %%V in ('""%~1" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do if %%V GEQ 25 set "JAVA_EXE=%~1"
exit /b 0
