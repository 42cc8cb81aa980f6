import type { Icon } from '@tabler/icons-react';
import IconAB2 from '@tabler/icons-react/dist/esm/icons/IconAB2.mjs';
import IconAbc from '@tabler/icons-react/dist/esm/icons/IconAbc.mjs';
import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs';
import IconApi from '@tabler/icons-react/dist/esm/icons/IconApi.mjs';
import IconArrowRampRight from '@tabler/icons-react/dist/esm/icons/IconArrowRampRight.mjs';
import IconArrowsDiff from '@tabler/icons-react/dist/esm/icons/IconArrowsDiff.mjs';
import IconArrowsSplit from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs';
import IconArticle from '@tabler/icons-react/dist/esm/icons/IconArticle.mjs';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import IconBinaryTree from '@tabler/icons-react/dist/esm/icons/IconBinaryTree.mjs';
import IconBolt from '@tabler/icons-react/dist/esm/icons/IconBolt.mjs';
import IconBraces from '@tabler/icons-react/dist/esm/icons/IconBraces.mjs';
import IconBracketsContain from '@tabler/icons-react/dist/esm/icons/IconBracketsContain.mjs';
import IconBrandHtml5 from '@tabler/icons-react/dist/esm/icons/IconBrandHtml5.mjs';
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs';
import IconCalendarTime from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCheckbox from '@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs';
import IconCircles from '@tabler/icons-react/dist/esm/icons/IconCircles.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs';
import IconCloudDownload from '@tabler/icons-react/dist/esm/icons/IconCloudDownload.mjs';
import IconCode from '@tabler/icons-react/dist/esm/icons/IconCode.mjs';
import IconCodeDots from '@tabler/icons-react/dist/esm/icons/IconCodeDots.mjs';
import IconColorSwatch from '@tabler/icons-react/dist/esm/icons/IconColorSwatch.mjs';
import IconColumns from '@tabler/icons-react/dist/esm/icons/IconColumns.mjs';
import IconCopyOff from '@tabler/icons-react/dist/esm/icons/IconCopyOff.mjs';
import IconCpu from '@tabler/icons-react/dist/esm/icons/IconCpu.mjs';
import IconCsv from '@tabler/icons-react/dist/esm/icons/IconCsv.mjs';
import IconCut from '@tabler/icons-react/dist/esm/icons/IconCut.mjs';
import IconDatabase from '@tabler/icons-react/dist/esm/icons/IconDatabase.mjs';
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs';
import IconFileCode from '@tabler/icons-react/dist/esm/icons/IconFileCode.mjs';
import IconFileDescription from '@tabler/icons-react/dist/esm/icons/IconFileDescription.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import IconFileTypeCsv from '@tabler/icons-react/dist/esm/icons/IconFileTypeCsv.mjs';
import IconFileTypeXml from '@tabler/icons-react/dist/esm/icons/IconFileTypeXml.mjs';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconFilterOff from '@tabler/icons-react/dist/esm/icons/IconFilterOff.mjs';
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs';
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs';
import IconGitBranch from '@tabler/icons-react/dist/esm/icons/IconGitBranch.mjs';
import IconGitCompare from '@tabler/icons-react/dist/esm/icons/IconGitCompare.mjs';
import IconGitMerge from '@tabler/icons-react/dist/esm/icons/IconGitMerge.mjs';
import IconHash from '@tabler/icons-react/dist/esm/icons/IconHash.mjs';
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs';
import IconHtml from '@tabler/icons-react/dist/esm/icons/IconHtml.mjs';
import IconJson from '@tabler/icons-react/dist/esm/icons/IconJson.mjs';
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import IconLayersIntersect from '@tabler/icons-react/dist/esm/icons/IconLayersIntersect.mjs';
import IconLayersSubtract from '@tabler/icons-react/dist/esm/icons/IconLayersSubtract.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs';
import IconListDetails from '@tabler/icons-react/dist/esm/icons/IconListDetails.mjs';
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs';
import IconListSearch from '@tabler/icons-react/dist/esm/icons/IconListSearch.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconLockSquare from '@tabler/icons-react/dist/esm/icons/IconLockSquare.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMathFunction from '@tabler/icons-react/dist/esm/icons/IconMathFunction.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconMessageReply from '@tabler/icons-react/dist/esm/icons/IconMessageReply.mjs';
import IconNumber123 from '@tabler/icons-react/dist/esm/icons/IconNumber123.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import IconPlayerStop from '@tabler/icons-react/dist/esm/icons/IconPlayerStop.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import IconRepeat from '@tabler/icons-react/dist/esm/icons/IconRepeat.mjs';
import IconRepeatOnce from '@tabler/icons-react/dist/esm/icons/IconRepeatOnce.mjs';
import IconRobot from '@tabler/icons-react/dist/esm/icons/IconRobot.mjs';
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import IconServer2 from '@tabler/icons-react/dist/esm/icons/IconServer2.mjs';
import IconShieldLock from '@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs';
import IconSitemap from '@tabler/icons-react/dist/esm/icons/IconSitemap.mjs';
import IconSortAscending from '@tabler/icons-react/dist/esm/icons/IconSortAscending.mjs';
import IconSquareRoundedX from '@tabler/icons-react/dist/esm/icons/IconSquareRoundedX.mjs';
import IconStack2 from '@tabler/icons-react/dist/esm/icons/IconStack2.mjs';
import IconSubtask from '@tabler/icons-react/dist/esm/icons/IconSubtask.mjs';
import IconSum from '@tabler/icons-react/dist/esm/icons/IconSum.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconTags from '@tabler/icons-react/dist/esm/icons/IconTags.mjs';
import IconTemplate from '@tabler/icons-react/dist/esm/icons/IconTemplate.mjs';
import IconTextPlus from '@tabler/icons-react/dist/esm/icons/IconTextPlus.mjs';
import IconTextSize from '@tabler/icons-react/dist/esm/icons/IconTextSize.mjs';
import IconTopologyStar3 from '@tabler/icons-react/dist/esm/icons/IconTopologyStar3.mjs';
import IconTransform from '@tabler/icons-react/dist/esm/icons/IconTransform.mjs';
import IconTypography from '@tabler/icons-react/dist/esm/icons/IconTypography.mjs';
import IconVariable from '@tabler/icons-react/dist/esm/icons/IconVariable.mjs';
import IconWebhook from '@tabler/icons-react/dist/esm/icons/IconWebhook.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import IconWorldDownload from '@tabler/icons-react/dist/esm/icons/IconWorldDownload.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';

/** Icons that node types may name, by Tabler's own names. A type that names another one gets its category's. */
export const nodeIcons: Readonly<Record<string, Icon>> = {
  'a-b-2': IconAB2,
  abc: IconAbc,
  'alert-octagon': IconAlertOctagon,
  api: IconApi,
  'arrow-ramp-right': IconArrowRampRight,
  'arrows-diff': IconArrowsDiff,
  'arrows-split': IconArrowsSplit,
  article: IconArticle,
  bell: IconBell,
  'binary-tree': IconBinaryTree,
  bolt: IconBolt,
  braces: IconBraces,
  'brackets-contain': IconBracketsContain,
  'brand-html5': IconBrandHtml5,
  calendar: IconCalendar,
  'calendar-time': IconCalendarTime,
  'chart-bar': IconChartBar,
  check: IconCheck,
  checkbox: IconCheckbox,
  circles: IconCircles,
  clock: IconClock,
  'clock-pause': IconClockPause,
  'cloud-download': IconCloudDownload,
  code: IconCode,
  'code-dots': IconCodeDots,
  'color-swatch': IconColorSwatch,
  columns: IconColumns,
  'copy-off': IconCopyOff,
  cpu: IconCpu,
  csv: IconCsv,
  cut: IconCut,
  database: IconDatabase,
  file: IconFile,
  'file-code': IconFileCode,
  'file-description': IconFileDescription,
  'file-text': IconFileText,
  'file-type-csv': IconFileTypeCsv,
  'file-type-xml': IconFileTypeXml,
  filter: IconFilter,
  'filter-off': IconFilterOff,
  fingerprint: IconFingerprint,
  forms: IconForms,
  'git-branch': IconGitBranch,
  'git-compare': IconGitCompare,
  'git-merge': IconGitMerge,
  hash: IconHash,
  hourglass: IconHourglass,
  html: IconHtml,
  json: IconJson,
  key: IconKey,
  'layers-intersect': IconLayersIntersect,
  'layers-subtract': IconLayersSubtract,
  link: IconLink,
  list: IconList,
  'list-details': IconListDetails,
  'list-numbers': IconListNumbers,
  'list-search': IconListSearch,
  lock: IconLock,
  'lock-square': IconLockSquare,
  mail: IconMail,
  'math-function': IconMathFunction,
  message: IconMessage,
  'message-reply': IconMessageReply,
  'number-123': IconNumber123,
  pencil: IconPencil,
  'player-pause': IconPlayerPause,
  'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop,
  refresh: IconRefresh,
  repeat: IconRepeat,
  'repeat-once': IconRepeatOnce,
  robot: IconRobot,
  rotate: IconRotate,
  scale: IconScale,
  send: IconSend,
  'server-2': IconServer2,
  'shield-lock': IconShieldLock,
  sitemap: IconSitemap,
  'sort-ascending': IconSortAscending,
  'square-rounded-x': IconSquareRoundedX,
  'stack-2': IconStack2,
  subtask: IconSubtask,
  sum: IconSum,
  table: IconTable,
  tag: IconTag,
  tags: IconTags,
  template: IconTemplate,
  'text-plus': IconTextPlus,
  'text-size': IconTextSize,
  'topology-star-3': IconTopologyStar3,
  transform: IconTransform,
  typography: IconTypography,
  variable: IconVariable,
  webhook: IconWebhook,
  world: IconWorld,
  'world-download': IconWorldDownload,
  x: IconX,
};
